/**
 * The command line of exact usage: `session-usage` and `cco usage`.
 *
 * @module
 */
export { usageCommand } from './usage-command.ts';
export type { UsageCommandContext } from './usage-context.ts';
