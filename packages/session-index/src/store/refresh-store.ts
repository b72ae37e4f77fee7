import { seenStamp } from '../archive/archive-seen.ts';
import { archiveStamp } from '../archive/archive-stamp.ts';
import type { FindProblem } from '../find-transcripts.ts';
import { dataVersion, isListed, keepListing } from '../listing.ts';
import { planRefresh } from '../plan-refresh.ts';
import { refreshKept } from '../refresh-kept.ts';
import { knownFiles } from './file-rows.ts';
import { type FoundFiles, findStoreFiles } from './find-store-files.ts';
import { STORE_KIND, type Store } from './open-store.ts';

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

/** Another process may read the same files; after so many rounds its reading is good enough. */
const ROUNDS = 4;

/**
 * Brings the store up to date: looks at every file, reads what is new, and writes nothing when
 * nothing is. A kill at any moment leaves a store that the next run completes. A damaged store is
 * rebuilt, one that cannot be written goes on in memory, and one that another process does not
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
  await syncIfNeeded(store);
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
    if (plan.gone.length > 0) {
      const { archiveFiles } = await import('./archive-files.ts');
      filesArchived += archiveFiles(store.db, plan);
      await syncIfNeeded(store);
    }
    if (plan.stale.length === 0) {
      if (listing) keepListing(store.db, listing);
      return { filesRead, filesArchived, problems: found.problems, found };
    }
    // What reads and writes is loaded only when there is something to read.
    const { readStale } = await import('./read-stale.ts');
    // The first build need not wait for the disk: after a power failure it would be rebuilt.
    store.db.exec(`PRAGMA synchronous = ${known.size === 0 ? 'OFF' : 'FULL'}`);
    const { leftOut, problems, read } = await readStale(store, plan, known, {
      ...options,
      again,
      listing,
      keepsSums: true,
    });
    store.db.exec('PRAGMA synchronous = FULL');
    filesRead += read;
    if (leftOut === 0 || round === ROUNDS) {
      const all = [...found.problems, ...problems];
      return { filesRead, filesArchived, problems: all, found };
    }
  }
}

/** What the backup of deleted sessions knows, or has to know, is seldom new. */
async function syncIfNeeded(store: Store): Promise<void> {
  if (seenStamp(store.db) === archiveStamp(store.options.dataFolder)) return;
  const { syncArchive } = await import('../archive/sync-archive.ts');
  await syncArchive(store);
}
