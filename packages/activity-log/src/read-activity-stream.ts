import { type Day, type DayRange, dayAt, inRange } from '@cco/calendar';
import { type Checked, type JsonObject, readRecords } from '@cco/jsonl-parse';
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
export async function readActivityStream(
  source: NodeJS.ReadableStream,
  options: ReadStreamOptions,
): Promise<number> {
  const { onEntry, onProblem, range = {}, file = '-' } = options;
  let entries = 0;

  const report = (code: 'invalid' | 'unreadable', lines: number, message: string): void => {
    onProblem?.({ file, code, lines, message, line: 0, offset: 0, bytes: 0 });
  };

  const records = readRecords(source, { file, onProblem });
  for (;;) {
    const next = await records.next().catch((error: Error) => error);
    if (next instanceof Error) report('unreadable', 0, next.message);
    if (next instanceof Error || next.done) return entries;
    const entry = datedEntry(next.value);
    if (!entry.ok) report('invalid', 1, entry.message);
    else if (inRange(entry.value.day, range)) {
      entries++;
      onEntry(entry.value);
    }
  }
}

function datedEntry(record: JsonObject): Checked<LogEntry> {
  const day = localDay(record['timestamp']);
  if (day === undefined) return { ok: false, message: 'timestamp: not a moment in time' };
  return toLogEntry(record, { day, person: undefined });
}

function localDay(timestamp: unknown): Day | undefined {
  if (typeof timestamp !== 'string' || !TIMESTAMP.test(timestamp)) return undefined;
  return dayAt(new Date(timestamp));
}
