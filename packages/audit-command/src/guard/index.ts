/**
 * The hook alone, for programs that must start fast.
 *
 * @module
 */
export { type GuardWorld, runGuard } from './run-guard.ts';
