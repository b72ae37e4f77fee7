/**
 * What installers share: which settings a program goes into, and how they are changed.
 *
 * @module
 */

export { changeScope, type ScopeChange } from './change-scope.ts';
export { disabledWarnings, filesDisablingHooks } from './disabled-hooks.ts';
export {
  chosenScope,
  SCOPE_OPTIONS,
  SCOPES,
  type Scope,
  type ScopeOptions,
  settingsFile,
} from './settings-scope.ts';
export { withSettings } from './with-settings.ts';
