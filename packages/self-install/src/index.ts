/**
 * How a program finds the command line that starts it, and which settings it goes into.
 *
 * @module
 */
export { changeScope, type ScopeChange } from './change-scope.ts';
export { type ProgramCommand, type ProgramStart, programCommand } from './program-command.ts';
export {
  chosenScope,
  SCOPES,
  type Scope,
  type ScopeOptions,
  scopeOptions,
  settingsFile,
} from './settings-scope.ts';
export { withSettings } from './with-settings.ts';
