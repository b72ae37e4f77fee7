/**
 * What installers share: which settings a program goes into, and how they are changed.
 *
 * @module
 */
export { changeScope, type ScopeChange } from './change-scope.ts';
export {
  chosenScope,
  SCOPES,
  type Scope,
  type ScopeOptions,
  scopeOptions,
  settingsFile,
} from './settings-scope.ts';
export { withSettings } from './with-settings.ts';
