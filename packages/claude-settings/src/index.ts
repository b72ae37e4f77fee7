/**
 * Reads and changes Claude Code's settings files, byte for byte but for what is meant.
 *
 * @module
 */
export {
  editSettings,
  type JsonObject,
  parseSettings,
  type SettingsDraft,
} from './edit-settings.ts';
export {
  addHandlerGroup,
  type HandlerGroup,
  hookEvents,
  listHandlers,
  type PlacedHandler,
  removeHandlers,
} from './hooks.ts';
export type { JsonPath } from './json-tree.ts';
export { SettingsError, type SettingsErrorCode } from './settings-error.ts';
export {
  changeSettings,
  readSettings,
  type SettingsChange,
  type SettingsFile,
} from './settings-file.ts';
