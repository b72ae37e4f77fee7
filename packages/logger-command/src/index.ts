/**
 * The command behind `session-logger` and `cco logger`.
 *
 * @module
 */
export { loggerCommand } from './logger-command.ts';
