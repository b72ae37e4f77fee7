/**
 * The command line of exact usage: `session-usage` and `cco usage`.
 *
 * @module
 */
export { type UsageCommandContext, usageCommand } from './usage-command.ts';
