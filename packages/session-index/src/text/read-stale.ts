import type Database from 'libsql';
import type { FindProblem } from '../find-transcripts.ts';
import { isRewritten, type KnownFile } from '../plan-refresh.ts';
import { mergeSegments } from './merge-segments.ts';
import type { TextIndex } from './open-text-index.ts';
import type { TextState } from './read-text.ts';
import type { TextRefreshOptions } from './refresh-text-index.ts';
import { createTextBatch } from './text-batch.ts';
import type { TextFile } from './text-file.ts';
import { stateAt } from './text-files.ts';
import { readTexts } from './text-pool.ts';

const BATCH_BYTES = 128 * 1024 * 1024;
const BATCH_PAIRS = 4_000_000;

/** What came of reading files. */
export interface StaleSummary {
  /** Stretches whose files another process has read meanwhile. */
  readonly leftOut: number;
  readonly problems: readonly FindProblem[];
  /** Files. */
  readonly read: number;
}

/** Takes what is new of files into the index, in batches, and merges what has become many. */
export async function readStale(
  { db, options: { worker } }: TextIndex,
  stale: readonly TextFile[],
  known: ReadonlyMap<string, KnownFile>,
  { onProgress, batchBytes = BATCH_BYTES }: TextRefreshOptions,
): Promise<StaleSummary> {
  const problems: FindProblem[] = [];
  const files = new Map(stale.map((file) => [file.path, file]));
  /** What the next stretch of a file goes on from. */
  const before = new Map<string, TextState>();
  const total = stale.reduce((sum, { size }) => sum + size, 0);
  let batch = createTextBatch();
  let done = 0;
  let leftOut = 0;
  let read = 0;

  const write = (): void => {
    leftOut += batch.write(db);
    batch = createTextBatch();
  };

  await readTexts(stale, {
    worker,
    stateOf(path) {
      const state = stateAt(db, path);
      if (state) before.set(path, state);
      const file = files.get(path);
      return file && isRewritten(file, known.get(path)) ? undefined : state;
    },
    onResult(result) {
      const file = files.get(result.path);
      if (!file) return;
      if ('error' in result) {
        done += file.size;
        problems.push({ file: file.path, message: result.error });
        return;
      }
      const base = before.get(file.path);
      const bytesBefore = batch.bytes;
      batch.add(file, base, result);
      done += batch.bytes - bytesBefore;
      before.set(file.path, result.state);
      if (result.isLast) {
        read++;
        before.delete(file.path);
      }
      if (batch.pairs >= BATCH_PAIRS || batch.bytes >= batchBytes) write();
      onProgress?.(Math.min(done, total), total);
    },
  });
  write();
  compact(db, done);
  return { leftOut, problems, read };
}

function compact(db: Database.Database, bytesRead: number): void {
  // Who waited for much to be read will not notice a merge; after that it is for the searches.
  mergeSegments(db, bytesRead >= MUCH_BYTES ? 1 : MOST_SEGMENTS);
  // A cursor that is not read to its end frees one page only.
  const { freelist_count: free } = db.prepare('PRAGMA freelist_count').get() as {
    freelist_count: number;
  };
  if (free > FREE_PAGES) db.prepare('PRAGMA incremental_vacuum').all();
}

const MUCH_BYTES = 64 * 1024 * 1024;
/** Each segment costs a search little: many small reads need not each be followed by a merge. */
const MOST_SEGMENTS = 8;
/** Fewer free pages are left for what comes next. */
const FREE_PAGES = 64;
