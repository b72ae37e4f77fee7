/**
 * The hook alone, for programs that must start fast.
 *
 * @module
 */
export { startGuard } from './start-guard.ts';
