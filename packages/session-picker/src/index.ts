/**
 * Picks a session on a screen: results as you type, with a preview of what was found.
 *
 * @module
 */
export type { Choice, Preview, PreviewPiece, Range } from './model.ts';
export {
  type PickerActions,
  type PickerEnd,
  type PickerOptions,
  type PickerQuery,
  type PickerSource,
  runPicker,
} from './run-picker.ts';
