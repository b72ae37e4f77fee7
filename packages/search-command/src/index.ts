/**
 * The command behind `session-search`, `cs` and `cco search`.
 *
 * @module
 */
export { configFolderOf, needsNoConfigFolder, resumeCommand } from './resume-command.ts';
export { searchCommand } from './search-command.ts';
export type { SearchCommandContext } from './search-options.ts';
