/**
 * The command behind `session-search`, `cs` and `cco search`.
 *
 * @module
 */
export { resumeCommand } from './resume-command.ts';
export { type SearchCommandContext, searchCommand } from './search-command.ts';
