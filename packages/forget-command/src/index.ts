/**
 * The command that removes history from everything that cco keeps.
 *
 * @module
 */
export { forgetCommand } from './forget-command.ts';
