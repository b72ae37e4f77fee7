/**
 * The command behind `session-stats` and `cco stats`.
 *
 * @module
 */
export { statsCommand } from './stats-command.ts';
export type { StatsCommandOptions } from './stats-options.ts';
