/**
 * Judging without loading the parser before a command line asks for it.
 *
 * @module
 */
export { auditCallLazily } from './audit-call-lazily.ts';
