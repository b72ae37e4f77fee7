import fs from 'node:fs';
import type Database from 'libsql';
import type { FindProblem } from '../find-transcripts.ts';
import { isBusy, isWriteFailure } from '../store/database-errors.ts';
import { findStoreFiles, type StoreFile } from '../store/find-store-files.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { seamAt } from '../store/seam.ts';
import {
  moveTextToMemory,
  rebuildTextIndex,
  type TextIndex,
  textRebuildReason,
} from './open-text-index.ts';
import type { StaleSummary } from './read-stale.ts';
import type { TextState } from './read-text.ts';
import { type TextFile, toTextFile } from './text-file.ts';
import { dropFile, type IndexedFile, listFiles, putFile, stateAt } from './text-files.ts';

/** Settings of {@link refreshTextIndex}. */
export interface TextRefreshOptions {
  /** Told now and then while files are read, in bytes. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /**
   * All files that are there, when somebody has just looked for them: the `files` of
   * `refreshIndex` or `refreshStore`. @default they are looked for
   */
  readonly files?: readonly StoreFile[] | undefined;
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
 * begun anew, one that cannot be written goes on in memory, and one that another process does not
 * release in time stays as it is; `index.notes` says so.
 *
 * @throws when the index cannot even be read.
 */
export async function refreshTextIndex(
  index: TextIndex,
  options: TextRefreshOptions = {},
): Promise<TextRefreshSummary> {
  for (;;) {
    try {
      return await refresh(index, options);
    } catch (error) {
      if (isBusy(error)) {
        index.notes.push('Another process is writing the search index: the newest may be missing.');
        return { filesRead: 0, filesArchived: 0, problems: [] };
      }
      const reason = textRebuildReason(error);
      if (!index.isKept) throw error;
      if (reason !== undefined) rebuildTextIndex(index, reason);
      else if (isWriteFailure(error)) moveTextToMemory(index, (error as Error).message);
      else throw error;
    }
  }
}

async function refresh(index: TextIndex, options: TextRefreshOptions): Promise<TextRefreshSummary> {
  let filesRead = 0;
  let filesArchived = 0;
  for (let round = 1; ; round++) {
    const found =
      options.files && round === 1
        ? { files: options.files, problems: [] }
        : findStoreFiles(index.options.configFolders);
    if (options.again && round === 1) forget(index.db);
    const plan = planOf(found.files, listFiles(index.db));
    filesArchived += archive(index.db, plan);
    const { leftOut, problems, read } = await readFiles(index, plan.stale, options);
    filesRead += read;
    if (leftOut === 0 || round === ROUNDS) {
      return { filesRead, filesArchived, problems: [...found.problems, ...problems] };
    }
  }
}

/** Forgets the files that can be read again. */
function forget(db: Database.Database): void {
  inTransaction(db, () => {
    for (const { id, isArchived } of listFiles(db)) if (!isArchived) dropFile(db, id);
  });
}

/** What reads and writes is loaded only when there is something to read. */
async function readFiles(
  index: TextIndex,
  stale: readonly TextFile[],
  options: TextRefreshOptions,
): Promise<StaleSummary> {
  if (stale.length === 0) return { leftOut: 0, problems: [], read: 0 };
  const { readStale } = await import('./read-stale.ts');
  return readStale(index, stale, options);
}

/** What has to be done. */
interface Plan {
  /** Files to read. */
  readonly stale: readonly TextFile[];
  /** Files that vanished. */
  readonly gone: readonly IndexedFile[];
  /** Files that are perhaps known under another path. */
  readonly moved: readonly { readonly from: IndexedFile; readonly to: TextFile }[];
}

function planOf(found: readonly StoreFile[], known: readonly IndexedFile[]): Plan {
  const unseen = new Map(known.map((file) => [file.path, file]));
  const stale: TextFile[] = [];
  const fresh: TextFile[] = [];
  for (const file of found) {
    const before = unseen.get(file.path);
    unseen.delete(file.path);
    const isSame =
      before !== undefined &&
      !before.isArchived &&
      before.size === file.size &&
      before.mtime === file.mtime &&
      before.ino === file.ino;
    const text = isSame ? undefined : toTextFile(file);
    if (!text) continue;
    stale.push(text);
    if (before === undefined) fresh.push(text);
  }
  const gone = [...unseen.values()].filter(({ isArchived }) => !isArchived);
  const byIno = new Map(gone.map((file) => [file.ino, file]));
  const moved = fresh.flatMap((to) => {
    const from = byIno.get(to.ino);
    return from === undefined ? [] : [{ from, to }];
  });
  return { stale, gone, moved };
}

/** Marks what vanished, and gives files that were only moved their new path. */
function archive(db: Database.Database, { gone, moved }: Plan): number {
  if (gone.length === 0) return 0;
  return inTransaction(db, () => {
    const renamed = new Set<number>();
    for (const { from, to } of moved) {
      const state = stateAt(db, from.path);
      if (!state || renamed.has(from.id) || stateAt(db, to.path) || !holds(to, state)) continue;
      // The size of before: what is new is still to be read.
      putFile(db, { ...to, session: to.session ?? from.session, size: -1 }, state, state.id);
      renamed.add(from.id);
    }
    const vanished = gone.filter(({ id }) => !renamed.has(id));
    const mark = db.prepare('UPDATE file SET archived = 1 WHERE id = ?');
    for (const { id } of vanished) mark.run(id);
    return vanished.length;
  });
}

/** An inode may be used again for another file: only the content tells. */
function holds({ path, size }: TextFile, { next, seam }: TextState): boolean {
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
