import fs from 'node:fs';
import type Database from 'libsql';
import type { FindProblem } from '../find-transcripts.ts';
import { dataVersion, dropListing, isListed, keepListing, type Listing } from '../listing.ts';
import { type KnownFile, planRefresh, type RefreshPlan } from '../plan-refresh.ts';
import { refreshKept } from '../refresh-kept.ts';
import { seamAt } from '../seam.ts';
import { applySegments, type ReadSegment } from './apply-segments.ts';
import { allFiles, fileAt, knownFiles, putFiles } from './file-rows.ts';
import { type FoundFiles, findStoreFiles, type StoreFile } from './find-store-files.ts';
import { inTransaction } from './in-transaction.ts';
import { createMessageWriter } from './message-writer.ts';
import { STORE_KIND, type Store } from './open-store.ts';
import { readAll } from './read-pool.ts';
import type { ReadState } from './read-transcript.ts';

/** Settings of {@link refreshStore}. */
export interface RefreshOptions {
  /** Told now and then while files are read, in bytes. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** What there is, when somebody has just looked for it. @default it is looked for */
  readonly found?: FoundFiles | undefined;
  /** Reads all files again, whatever is known of them; those that are gone stay. @default false */
  readonly again?: boolean | undefined;
  /** Messages that are written in one transaction, about. @default 8000 */
  readonly batchSize?: number | undefined;
}

/** What {@link refreshStore} did. */
export interface RefreshSummary {
  /** Files that were new or had changed, and were read. */
  readonly filesRead: number;
  /** Files that have vanished since the last time; their rows stay. */
  readonly filesArchived: number;
  /** Files and folders that could not be looked at or read, this time. */
  readonly problems: readonly FindProblem[];
  /** All that is there, so that nobody has to look for it again. */
  readonly found: FoundFiles;
}

/** Parts or bytes in a transaction: large enough to be fast, small enough to keep in memory. */
const PARTS_AT_ONCE = 8_000;
const BYTES_AT_ONCE = 32 * 1024 * 1024;
/** Another process may read the same files; after so many rounds its reading is good enough. */
const ROUNDS = 4;

/**
 * Brings the store up to date: looks at every file, reads what is new, and writes nothing when
 * nothing is. A kill at any moment leaves a store that the next run completes. A damaged store is
 * begun anew, one that cannot be written goes on in memory, and one that another process does not
 * release in time stays as it is; `store.notes` says so.
 *
 * @throws when the store cannot even be read.
 */
export async function refreshStore(
  store: Store,
  options: RefreshOptions = {},
): Promise<RefreshSummary> {
  const summary = await refreshKept(STORE_KIND, store, () => refresh(store, options));
  if (summary) return summary;
  const found = options.found ?? findStoreFiles(store.options.configFolders, store.options);
  return { filesRead: 0, filesArchived: 0, problems: [], found };
}

async function refresh(store: Store, options: RefreshOptions): Promise<RefreshSummary> {
  let filesRead = 0;
  let filesArchived = 0;
  for (let round = 1; ; round++) {
    const look = () => findStoreFiles(store.options.configFolders, store.options);
    const isFirst = round === 1;
    const again = options.again === true && isFirst;
    const given = (isFirst ? options.found : undefined) ?? look();
    if (!again && isListed(store.db, given.digest)) {
      return { filesRead, filesArchived, problems: given.problems, found: given };
    }
    const version = dataVersion(store.db);
    const known = knownFiles(store.db);
    const { found, ...plan } = planRefresh(given, known, { again, look });
    const listing = found.problems.length === 0 ? { digest: found.digest, version } : undefined;
    filesArchived += archive(store.db, plan);
    // The first build need not wait for the disk: after a power failure it would be begun anew.
    store.db.exec(`PRAGMA synchronous = ${known.size === 0 ? 'OFF' : 'FULL'}`);
    const { leftOut, problems, read } = await readStale(store, plan, known, {
      ...options,
      again,
      listing,
    });
    store.db.exec('PRAGMA synchronous = FULL');
    filesRead += read;
    if (listing && plan.stale.length === 0) keepListing(store.db, listing);
    if (leftOut === 0 || round === ROUNDS) {
      const all = [...found.problems, ...problems];
      return { filesRead, filesArchived, problems: all, found };
    }
  }
}

/** Marks what vanished, and gives files that were only moved their new path. */
function archive(db: Database.Database, { gone, moved }: RefreshPlan<KnownFile>): number {
  if (gone.length === 0) return 0;
  return inTransaction(db, () => {
    dropListing(db);
    const writer = createMessageWriter(db);
    const rows = moved.length > 0 ? allFiles(db) : [];
    const renamed = new Set<number>();
    for (const { from, to } of moved) {
      const { id } = from;
      const row = rows.find((file) => file.id === id);
      if (!row || renamed.has(id) || fileAt(db, to.path) || !holds(to, row.state)) continue;
      putFiles(db, [{ ...row, ...to, agent: to.agent, session: to.session ?? row.session }]);
      writer.touch(id);
      renamed.add(id);
    }
    writer.flush();
    const vanished = gone.flatMap(({ id }) => (renamed.has(id) ? [] : [id]));
    db.prepare('UPDATE file SET archived = 1 WHERE id IN (SELECT value FROM json_each(?))').run(
      JSON.stringify(vanished),
    );
    return vanished.length;
  });
}

/** An inode may be used again for another file: only the content tells. */
function holds({ path, size }: StoreFile, { next, seam }: ReadState): boolean {
  if (next.offset === 0 || size < next.offset) return false;
  try {
    const descriptor = fs.openSync(path, 'r');
    try {
      return seamAt(descriptor, next.offset) === seam;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/**
 * Reads files that are new or have changed, and remembers the `listing` when all of it was read.
 */
export async function readStale(
  { db, options: { worker } }: Store,
  { stale, moved }: Pick<RefreshPlan<KnownFile>, 'stale' | 'moved'>,
  known: ReadonlyMap<string, KnownFile>,
  {
    onProgress,
    again,
    batchSize = PARTS_AT_ONCE,
    listing,
  }: RefreshOptions & { readonly listing?: Listing | undefined },
): Promise<{ leftOut: number; problems: FindProblem[]; read: number }> {
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
    if (batch.length > 0) leftOut += applySegments(db, batch, last);
    batch = [];
    parts = 0;
    bytes = 0;
  };

  await readAll(tasks, {
    worker,
    stateOf(path) {
      const isKnown = known.has(path) || renamed.has(path);
      const state = isKnown ? fileAt(db, path)?.state : undefined;
      if (state) before.set(path, state);
      return again ? undefined : state;
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
      if (parts >= batchSize || bytes >= BYTES_AT_ONCE) apply();
      onProgress?.(Math.min(done, total), total);
    },
  });
  apply(leftOut === 0 && problems.length === 0 ? listing : undefined);
  return { leftOut, problems, read };
}
