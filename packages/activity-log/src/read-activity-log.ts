import fs from 'node:fs';
import { type DayRange, inRange } from '@cco/calendar';
import { parseJsonlFile } from '@cco/jsonl-parse';
import type { LogFolder } from './expand-log-folders.ts';
import { type ActivityFile, type FolderFailure, listActivityFiles } from './list-activity-files.ts';
import { type LogEntry, toLogEntry } from './log-entry.ts';
import type { LogProblem } from './log-problem.ts';

/** What is reported while a log is read, in the order of the file. */
export interface LogHandlers {
  onEntry(entry: LogEntry): void;
  /** @default problems are not told */
  onProblem?: ((problem: LogProblem) => void) | undefined;
}

/** What to read, and who is told. */
export interface ReadLogOptions extends LogHandlers {
  /** See `expandLogFolders`. */
  readonly folders: readonly LogFolder[];
  /** @default every day */
  readonly range?: DayRange | undefined;
  /** Told now and then how many of how many bytes are read. @default nobody */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What was read. */
export interface LogSummary {
  /** Files whose day is in the range. */
  readonly files: number;
  readonly entries: number;
  /** Folders that could not be listed. */
  readonly failures: readonly FolderFailure[];
}

const PROGRESS_BYTES = 1024 * 1024;

/**
 * Reads the entries of a range of days, folder by folder, oldest file first, in bounded memory.
 * An entry counts for the day in its file's name. Logs of the original script, whose entries are
 * spread over lines, are read as well. A file that vanished after it was listed is a problem
 * (`unreadable`), not an error.
 *
 * @example
 * const { entries } = readActivityLog({
 *   folders: [{ path: '/home/ada/.claude/logs', person: undefined }],
 *   range: { since: day, until: day },
 *   onEntry: ({ tool }) => console.log(tool), // 'Edit'
 * });
 */
export function readActivityLog(options: ReadLogOptions): LogSummary {
  const { folders, range = {}, onProgress } = options;
  const failures: FolderFailure[] = [];
  const work: { file: ActivityFile; person: string | undefined; bytes: number }[] = [];
  for (const folder of folders) {
    const { files, failure } = listActivityFiles(folder.path);
    if (failure) failures.push(failure);
    for (const file of files) {
      if (!inRange(file.day, range)) continue;
      work.push({ file, person: folder.person, bytes: onProgress ? sizeOf(file.path) : 0 });
    }
  }
  const total = work.reduce((sum, { bytes }) => sum + bytes, 0);
  let entries = 0;
  let done = 0;
  for (const { file, person, bytes } of work) {
    entries += readActivityFile(file, options, {
      person,
      onProgress: onProgress && ((read) => onProgress(done + read, total)),
    });
    done += bytes;
  }
  return { files: work.length, entries, failures };
}

/**
 * Reads the entries of one file.
 *
 * @param context.person - Whose log it is. @default nobody's
 * @param context.onProgress - Told now and then how many bytes are read. @default nobody
 * @returns The number of entries.
 *
 * @example
 * const [newest] = listActivityFiles(folder).files.slice(-1);
 * if (newest) readActivityFile(newest, { onEntry: ({ tool }) => console.log(tool) });
 */
export function readActivityFile(
  file: ActivityFile,
  handlers: LogHandlers,
  context: {
    readonly person?: string | undefined;
    readonly onProgress?: ((bytes: number) => void) | undefined;
  } = {},
): number {
  const { person, onProgress } = context;
  const own = { day: file.day, person };
  let entries = 0;
  let nextProgress = PROGRESS_BYTES;
  const { unfinished } = parseJsonlFile(file.path, {
    onRecord(record, place) {
      if (place.offset >= nextProgress) {
        nextProgress = place.offset + PROGRESS_BYTES;
        onProgress?.(place.offset);
      }
      const entry = toLogEntry(record, own);
      if (entry.ok) {
        entries++;
        handlers.onEntry(entry.value);
      } else {
        const { message } = entry;
        handlers.onProblem?.({ ...place, file: file.path, code: 'invalid', lines: 1, message });
      }
    },
    onProblem: (problem) => handlers.onProblem?.(problem),
  });
  if (unfinished) {
    const message = 'the last entry is not finished';
    handlers.onProblem?.({ ...unfinished, file: file.path, code: 'unfinished', lines: 1, message });
  }
  return entries;
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
