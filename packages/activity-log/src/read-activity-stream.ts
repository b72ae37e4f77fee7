import { type Day, type DayRange, dayOf, inRange } from '@cco/calendar';
import { type Checked, createRecordStream, type JsonObject } from '@cco/jsonl-parse';
import { type LogEntry, toLogEntry } from './log-entry.ts';
import type { LogHandlers } from './read-activity-log.ts';

/** Settings of {@link readActivityStream}. */
export interface ReadStreamOptions extends LogHandlers {
  /** @default every day */
  readonly range?: DayRange | undefined;
  /** Name used in problems. @default '-' */
  readonly file?: string | undefined;
}

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/**
 * Reads entries from a stream of bytes, as from a pipe. A stream has no file names, so an entry
 * counts for the local day of its timestamp; one whose timestamp is no moment is `invalid`. A
 * stream that breaks is a problem (`unreadable`), not an error.
 *
 * @returns The number of entries in the range.
 *
 * @example
 * await readActivityStream(process.stdin, { onEntry: ({ tool }) => console.log(tool) }); // 127
 */
export function readActivityStream(
  source: NodeJS.ReadableStream,
  options: ReadStreamOptions,
): Promise<number> {
  const { onEntry, onProblem, range = {}, file = '-' } = options;
  let entries = 0;

  const report = (code: 'invalid' | 'unreadable', lines: number, message: string): void => {
    onProblem?.({ file, code, lines, message, line: 0, offset: 0, bytes: 0 });
  };

  const take = (record: JsonObject): void => {
    const entry = datedEntry(record);
    if (!entry.ok) report('invalid', 1, entry.message);
    else if (inRange(entry.value.day, range)) {
      entries++;
      onEntry(entry.value);
    }
  };

  return new Promise((resolve, reject) => {
    const records = createRecordStream(source, { file, onProblem });
    records.on('data', (record: JsonObject) => {
      try {
        take(record);
      } catch (error) {
        reject(error);
        records.destroy();
      }
    });
    records.on('error', (error: Error) => {
      report('unreadable', 0, error.message);
      resolve(entries);
    });
    records.on('end', () => resolve(entries));
  });
}

function datedEntry(record: JsonObject): Checked<LogEntry> {
  const day = localDay(record['timestamp']);
  if (day === undefined) return { ok: false, message: 'timestamp: not a moment in time' };
  return toLogEntry(record, { day, person: undefined });
}

function localDay(timestamp: unknown): Day | undefined {
  if (typeof timestamp !== 'string' || !TIMESTAMP.test(timestamp)) return undefined;
  const moment = new Date(timestamp);
  return Number.isNaN(moment.getTime()) ? undefined : dayOf(moment);
}
