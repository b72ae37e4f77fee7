/**
 * The hook that writes one line per tool call, and its installer.
 *
 * @module
 */
export { appendEntry, lineOf } from './append-entry.ts';
export { entryFromPayload, type HookPayload, type HookProcess } from './entry-from-payload.ts';
export { canBringPayload } from './input-kind.ts';
export {
  type HookChange,
  type InstalledHandler,
  type InstallResult,
  installedHandlers,
  installHook,
  LOGGED_EVENTS,
  uninstallHook,
} from './install-hook.ts';
export { readInput } from './read-input.ts';
export { type ReadPayload, readPayload } from './read-payload.ts';
export { type HandlerKind, recogniseHandler } from './recognise-handler.ts';
export { type HookWorld, runHook } from './run-hook.ts';
export { writeOutput } from './write-output.ts';
