/**
 * The hook alone, for programs that must start fast.
 *
 * @module
 */
export { isGuardCall, startGuard } from './start-guard.ts';
