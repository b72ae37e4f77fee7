import { byCount } from './by-count.ts';
import { isEditingTool, isShellTool, type SignalCall } from './signal-call.ts';

/** A file that one session read again and again. */
export interface RepeatedRead {
  readonly session: string;
  readonly file: string;
  readonly count: number;
  /** Length of all results together. */
  readonly bytes: number;
}

/** A long result that one session asked for more than once. */
export interface LongResult {
  readonly session: string;
  /** The file that was read, or the command that was run. */
  readonly what: string;
  readonly count: number;
  /** Length of the longest of the results. */
  readonly bytes: number;
}

const LEAST_READS = 3;
const LONG_BYTES = 20_000;

/** Counts reads of files, and long results that were asked for again with nothing changed between. */
export function countReads(calls: readonly SignalCall[]): {
  repeatedReads: RepeatedRead[];
  longResults: LongResult[];
} {
  const reads = new Map<string, { session: string; file: string; count: number; bytes: number }>();
  const long = new Map<string, { session: string; what: string; count: number; bytes: number }>();
  const edited = new Set<string>();
  for (const { session, tool, file, command, range, outcome, resultBytes = 0 } of calls) {
    if (isEditingTool(tool) && file !== undefined) edited.add(`${session}\0${file}`);
    if (outcome === 'failed' || outcome === 'denied') continue;
    const isRead = tool === 'Read' && file !== undefined;
    if (isRead) {
      const known = reads.get(`${session}\0${file}`);
      if (known) {
        known.count++;
        known.bytes += resultBytes;
      } else reads.set(`${session}\0${file}`, { session, file, count: 1, bytes: resultBytes });
    }
    const what = isRead ? file : isShellTool(tool) ? command : undefined;
    if (what === undefined || resultBytes < LONG_BYTES) continue;
    const key = `${session}\0${what}\0${range ?? ''}`;
    // After an edit the file has to be read again.
    const isChanged = isRead && edited.delete(`${session}\0${file}`);
    const known = isChanged ? undefined : long.get(key);
    if (known) {
      known.count++;
      known.bytes = Math.max(known.bytes, resultBytes);
    } else if (!long.has(key)) long.set(key, { session, what, count: 1, bytes: resultBytes });
  }
  return {
    repeatedReads: [...reads.values()]
      .filter(({ count }) => count >= LEAST_READS)
      .sort(byCount(({ file, session }) => file + session)),
    longResults: [...long.values()]
      .filter(({ count }) => count > 1)
      .sort(byCount(({ what, session }) => what + session)),
  };
}
