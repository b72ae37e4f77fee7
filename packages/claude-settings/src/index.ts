/**
 * Reads and changes Claude Code's settings files, byte for byte but for what is meant.
 *
 * @module
 */
export type { CommandWords } from './command-words.ts';
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
export { afterRunners, commandOf, programName, wordsOfHandler } from './started-program.ts';
