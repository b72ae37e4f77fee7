import type { FindProblem } from '../find-transcripts.ts';
import type { Listing } from '../listing.ts';
import { isRewritten, type KnownFile, type RefreshPlan } from '../plan-refresh.ts';
import { applySegments, type ReadSegment } from './apply-segments.ts';
import { fileAt } from './file-rows.ts';
import { keepAdded, stateOf } from './kept-day-sums.ts';
import type { Store } from './open-store.ts';
import { readAll } from './read-pool.ts';
import type { ReadState } from './read-transcript.ts';
import type { RefreshOptions } from './refresh-store.ts';

/**
 * Parts or bytes in a transaction: large enough to be fast, small enough to keep in memory. So many
 * files are small, and come last: other threads wait for the end of their transaction.
 */
const PARTS_AT_ONCE = 8_000;
const BYTES_AT_ONCE = 32 * 1024 * 1024;
const FILES_AT_ONCE = 200;

/** How {@link readStale} reads. */
export interface StaleOptions extends RefreshOptions {
  readonly listing?: Listing | undefined;
  /** Keeps up the sums by day. @default false */
  readonly keepsSums?: boolean | undefined;
}

/**
 * Reads files that are new or have changed, and remembers the `listing` when all of it was read.
 */
export async function readStale(
  store: Store,
  { stale, moved }: Pick<RefreshPlan<KnownFile>, 'stale' | 'moved'>,
  known: ReadonlyMap<string, KnownFile>,
  { onProgress, again, batchSize = PARTS_AT_ONCE, listing, keepsSums = false }: StaleOptions,
): Promise<{ leftOut: number; problems: FindProblem[]; read: number }> {
  const { db, options } = store;
  const problems: FindProblem[] = [];
  const files = new Map(stale.map((file) => [file.path, file]));
  const renamed = new Set(moved.map(({ to }) => to.path));
  /** What the next stretch of a file goes on from. */
  const before = new Map<string, ReadState>();
  const tasks = stale.map(({ path, slug, agent, size }) => ({
    path,
    slug,
    wantsFacts: agent === undefined,
    size,
  }));
  const total = tasks.reduce((sum, { size }) => sum + size, 0);
  let batch: ReadSegment[] = [];
  let parts = 0;
  let bytes = 0;
  let done = 0;
  let leftOut = 0;
  let read = 0;

  const apply = (last?: Listing): void => {
    if (batch.length > 0) {
      const state = keepsSums ? stateOf(store) : undefined;
      const applied = applySegments(db, batch, last);
      leftOut += applied.leftOut;
      if (applied.added) keepAdded(store, state, applied.added);
    }
    batch = [];
    parts = 0;
    bytes = 0;
  };

  await readAll(tasks, {
    worker: options.worker,
    stateOf(path) {
      const isKnown = known.has(path) || renamed.has(path);
      const state = isKnown ? fileAt(db, path)?.state : undefined;
      if (state) before.set(path, state);
      const file = files.get(path);
      const isNew = again || (file !== undefined && isRewritten(file, known.get(path)));
      return isNew ? undefined : state;
    },
    onResult(result) {
      const file = files.get(result.path);
      if (!file) return;
      if ('error' in result) {
        done += file.size;
        if (!result.isGone) problems.push({ file: file.path, message: result.error });
        return;
      }
      const base = before.get(file.path);
      batch.push({ file, before: base, segment: result });
      before.set(file.path, result.state);
      const size = result.state.next.offset - (result.isFresh ? 0 : (base?.next.offset ?? 0));
      parts += result.messages?.hashes.length ?? 0;
      bytes += size;
      done += size;
      if (result.isLast) {
        read++;
        before.delete(file.path);
      }
      if (parts >= batchSize || bytes >= BYTES_AT_ONCE || batch.length >= FILES_AT_ONCE) apply();
      onProgress?.(Math.min(done, total), total);
    },
  });
  apply(leftOut === 0 && problems.length === 0 ? listing : undefined);
  return { leftOut, problems, read };
}
