import type Database from 'libsql';
import type { FindProblem } from '../find-transcripts.ts';
import { dataVersion, dropListing, isListed, keepListing } from '../listing.ts';
import { planRefresh, type RefreshPlan } from '../plan-refresh.ts';
import { refreshKept } from '../refresh-kept.ts';
import { beginsAsRead } from '../seam.ts';
import { type FoundFiles, findStoreFiles } from '../store/find-store-files.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { statement } from '../store/statements.ts';
import { TEXT_KIND, type TextIndex } from './open-text-index.ts';
import type { StaleSummary } from './read-stale.ts';
import { type TextFile, toTextFile } from './text-file.ts';
import {
  dropFile,
  type IndexedState,
  indexedStates,
  listFiles,
  putFile,
  stateAt,
} from './text-files.ts';

/** Settings of {@link refreshTextIndex}. */
export interface TextRefreshOptions {
  /** Told now and then while files are read, in bytes. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /**
   * What there is, when somebody has just looked for it, as `refreshIndex` and `refreshStore`
   * give it; its problems are then known. @default it is looked for
   */
  readonly found?: FoundFiles | undefined;
  /**
   * Told how many bytes are to be read, before they are: what was indexed earlier can be searched
   * meanwhile. Not told when nothing is new.
   */
  readonly beforeReading?: ((bytes: number) => Promise<void> | void) | undefined;
  /** Reads all files again, whatever is known of them; those that are gone stay. @default false */
  readonly again?: boolean | undefined;
  /** Bytes of transcripts that are written in one transaction, about. @default 128 MiB */
  readonly batchBytes?: number | undefined;
}

/** What {@link refreshTextIndex} did. */
export interface TextRefreshSummary {
  /** Files that were new or had changed, and were read. */
  readonly filesRead: number;
  /** Files that have vanished since the last time; their words stay. */
  readonly filesArchived: number;
  /** Files and folders that could not be looked at or read: what is in them is not found. */
  readonly problems: readonly FindProblem[];
}

/** Another process may read the same files; after so many rounds its reading is good enough. */
const ROUNDS = 4;

/**
 * Brings the index up to date: looks at every file, reads what is new, and writes nothing when
 * nothing is. A kill at any moment leaves an index that the next run completes. A damaged index is
 * rebuilt, one that cannot be written goes on in memory, and one that another process does not
 * release in time stays as it is; `index.notes` says so.
 *
 * @throws when the index cannot even be read.
 */
export async function refreshTextIndex(
  index: TextIndex,
  options: TextRefreshOptions = {},
): Promise<TextRefreshSummary> {
  const summary = await refreshKept(TEXT_KIND, index, () => refresh(index, options));
  if (summary) return summary;
  return { filesRead: 0, filesArchived: 0, problems: [] };
}

async function refresh(index: TextIndex, options: TextRefreshOptions): Promise<TextRefreshSummary> {
  let filesRead = 0;
  let filesArchived = 0;
  for (let round = 1; ; round++) {
    const look = () => findStoreFiles(index.options.configFolders, index.options);
    const given = round === 1 ? options.found : undefined;
    const walked = given ?? look();
    // Who gave the files has seen what was wrong with them.
    const told = given ? [] : walked.problems;
    if (options.again && round === 1) forget(index.db);
    if (isListed(index.db, walked.digest)) {
      return { filesRead, filesArchived, problems: told };
    }
    const version = dataVersion(index.db);
    const known = indexedStates(index.db);
    const { found, ...plan } = planRefresh(walked, known, { look });
    filesArchived += archive(index.db, plan);
    const stale = plan.stale.flatMap((file) => toTextFile(file) ?? []);
    if (round === 1 && stale.length > 0) await options.beforeReading?.(unreadBytes(stale, known));
    const { leftOut, problems, read } = await readFiles(index, stale, known, options);
    filesRead += read;
    if (leftOut === 0 || round === ROUNDS) {
      if (leftOut === 0 && problems.length === 0) {
        keepListing(index.db, { digest: found.digest, version });
      }
      return { filesRead, filesArchived, problems: [...told, ...problems] };
    }
  }
}

function unreadBytes(stale: readonly TextFile[], known: ReadonlyMap<string, IndexedState>): number {
  return stale.reduce((sum, { path: file, size, ino }) => {
    const before = known.get(file);
    const hasGrown = before !== undefined && before.ino === ino && before.size <= size;
    return sum + (hasGrown ? size - Math.max(0, before.size) : size);
  }, 0);
}

/** Forgets the files that can be read again. */
function forget(db: Database.Database): void {
  inTransaction(db, () => {
    dropListing(db);
    for (const { id, isArchived } of listFiles(db)) if (!isArchived) dropFile(db, id);
  });
}

/** What reads and writes is loaded only when there is something to read. */
async function readFiles(
  index: TextIndex,
  stale: readonly TextFile[],
  known: ReadonlyMap<string, IndexedState>,
  options: TextRefreshOptions,
): Promise<StaleSummary> {
  if (stale.length === 0) return { leftOut: 0, problems: [], read: 0 };
  const { readStale } = await import('./read-stale.ts');
  return readStale(index, stale, known, options);
}

/** Marks what vanished, and gives files that were only moved their new path. */
function archive(db: Database.Database, { gone, moved }: RefreshPlan<IndexedState>): number {
  if (gone.length === 0) return 0;
  return inTransaction(db, () => {
    dropListing(db);
    const renamed = new Set<number>();
    for (const { from, to: file } of moved) {
      const to = toTextFile(file);
      if (!to) continue;
      const state = stateAt(db, from.path);
      if (!state || renamed.has(from.id) || stateAt(db, to.path) || !beginsAsRead(to, state))
        continue;
      // The size of before: what is new is still to be read.
      putFile(db, { ...to, session: to.session ?? from.session, size: -1 }, state, state.id);
      renamed.add(from.id);
    }
    const vanished = gone.filter(({ id }) => !renamed.has(id));
    const mark = statement(db, 'UPDATE file SET archived = 1 WHERE id = ?');
    for (const { id } of vanished) mark.run(id);
    return vanished.length;
  });
}
