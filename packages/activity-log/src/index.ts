/**
 * The folder of activity logs: what its files are called, and how to read their entries.
 *
 * @module
 */
export { activityFileName, dayOfActivityFile } from './activity-file-name.ts';
export { type ExpandedFolders, expandLogFolders, type LogFolder } from './expand-log-folders.ts';
export {
  type ActivityFile,
  type ActivityListing,
  type FolderFailure,
  listActivityFiles,
} from './list-activity-files.ts';
export { type EntryContext, type EntryTokens, type LogEntry, toLogEntry } from './log-entry.ts';
export type { LogProblem, LogProblemCode } from './log-problem.ts';
export {
  type LogHandlers,
  type LogSummary,
  type ReadLogOptions,
  readActivityFile,
  readActivityLog,
} from './read-activity-log.ts';
export { type ReadStreamOptions, readActivityStream } from './read-activity-stream.ts';
