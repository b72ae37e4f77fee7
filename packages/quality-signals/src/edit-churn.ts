import { byCount } from './by-count.ts';
import { isEditingTool, type SignalCall } from './signal-call.ts';

/** A file that was edited often. */
export interface EditChurn {
  readonly file: string;
  readonly count: number;
  /** Sessions that edited it. */
  readonly sessions: number;
  /** Edits that failed, as when the text to replace was not there. */
  readonly failed: number;
}

const LEAST_EDITS = 5;

/** Counts edits of files. */
export function countEdits(calls: readonly SignalCall[]): EditChurn[] {
  const found = new Map<string, { count: number; failed: number; sessions: Set<string> }>();
  for (const { session, tool, file, outcome } of calls) {
    if (!isEditingTool(tool) || file === undefined || outcome === 'denied') continue;
    let row = found.get(file);
    if (!row) {
      row = { count: 0, failed: 0, sessions: new Set() };
      found.set(file, row);
    }
    row.count++;
    row.sessions.add(session);
    if (outcome === 'failed') row.failed++;
  }
  return [...found]
    .filter(([, { count }]) => count >= LEAST_EDITS)
    .map(([file, { count, failed, sessions }]) => ({
      file,
      count,
      sessions: sessions.size,
      failed,
    }))
    .sort(byCount(({ file }) => file));
}
