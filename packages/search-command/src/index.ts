/**
 * The command behind `session-search`, `cs` and `cco search`.
 *
 * @module
 */
export { searchCommand } from './search-command.ts';
