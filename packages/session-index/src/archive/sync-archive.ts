import fs from 'node:fs';
import path from 'node:path';
import { isInFolders } from '../database-scope.ts';
import { setAsideFiles } from '../kept-database.ts';
import { withKept } from '../refresh-kept.ts';
import { allFiles, type FileRow } from '../store/file-rows.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { STORE_KIND, type Store } from '../store/open-store.ts';
import {
  ARCHIVE_KIND,
  type Archive,
  archive,
  archivedFile,
  archivedOffsets,
  openArchive,
} from './archive-database.ts';
import { dropSeen, keepSeen, seenStamp } from './archive-seen.ts';
import { archiveStamp } from './archive-stamp.ts';
import type { ArchivedFile } from './archived-file.ts';
import { salvageArchive } from './salvage-archive.ts';
import { salvageStore } from './salvage-store.ts';
import { exportFile, importFiles } from './store-files.ts';

/** Transcripts that are written into the backup at once. */
const AT_ONCE = 200;
/** So many things that are missing are named; of more their number is given. */
const MOST_NAMED = 20;

/**
 * Brings a store and the backup together: transcripts that are gone and that the store knows go
 * into the backup, and those that the backup knows come into the store. A store that is new also
 * gets what can still be read in stores that were set aside. `store.notes` says what was restored,
 * and what is missing.
 */
export async function syncArchive(store: Store): Promise<void> {
  const { db, options, notes } = store;
  const { dataFolder } = options;
  const isNew = seenStamp(db) === undefined;
  const rows = allFiles(db);
  const gone = rows.filter(({ isArchived }) => isArchived);
  const asides = isNew ? asidesOf(store) : [];
  if (gone.length + asides.length === 0 && archiveStamp(dataFolder) === 'none') {
    inTransaction(db, () => keepSeen(db, 'none'));
    return;
  }
  const known = new Set(rows.map((file) => file.path));
  const backup = openArchive(options);
  try {
    const offsets = await withKept(ARCHIVE_KIND, backup, () => {
      takeSalvaged(backup, asides, notes);
      return archivedOffsets(backup);
    });
    if (offsets) await exportGone(store, backup, unknownTo(offsets, gone));
    const found = await withKept(ARCHIVE_KIND, backup, () => {
      const stamp = backup.isKept ? archiveStamp(dataFolder) : undefined;
      return { stamp, ...readMissing(backup, known, store.configFolders) };
    });
    notes.push(...backup.notes);
    if (found === undefined) return;
    inTransaction(db, () => {
      importFiles(db, found.files);
      if (found.stamp === undefined) dropSeen(db);
      else keepSeen(db, found.stamp);
    });
    noteRestored(found, { isNew, notes });
  } finally {
    backup.db.close();
  }
}

/** Stores that were set aside, those of the data folder too: they may hold any folder's history. */
function asidesOf({ folder, options: { dataFolder } }: Store): string[] {
  const folders = new Set([dataFolder, folder ?? dataFolder]);
  return [...folders].flatMap((one) => setAsideFiles(path.join(one, STORE_KIND.fileName)));
}

/** Puts what can be read of damaged files into the backup, unless it knows more already. */
function takeSalvaged(backup: Archive, stores: readonly string[], notes: string[]): void {
  const { dataFolder } = backup.options;
  const own = setAsideFiles(path.join(dataFolder, ARCHIVE_KIND.fileName));
  for (const file of [...own, ...stores]) {
    const offsets = archivedOffsets(backup);
    const salvage = own.includes(file) ? salvageArchive : salvageStore;
    try {
      const { files, missing } = salvage(file, (one) => !fs.existsSync(one));
      const wanted = files.filter(
        ({ file: { path: one, state } }) => state.next.offset > (offsets.get(one) ?? -1),
      );
      archive(backup, wanted);
      noteSalvaged(file, { count: wanted.length, missing, notes });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      notes.push(`${path.basename(file)} could not be read: ${(error as Error).message}`);
    }
  }
}

function noteSalvaged(
  file: string,
  {
    count,
    missing,
    notes,
  }: { readonly count: number; readonly missing: readonly string[]; readonly notes: string[] },
): void {
  const name = path.basename(file);
  if (count > 0) notes.push(`Recovered ${transcripts(count)} from ${name}.`);
  if (count > 0 && missing.length > 0) {
    notes.push(`Not recovered from ${name}: ${listed(missing)}.`);
  }
}

function unknownTo(offsets: ReadonlyMap<string, number>, gone: readonly FileRow[]): FileRow[] {
  return gone.filter(({ path: file, state }) => state.next.offset > (offsets.get(file) ?? -1));
}

async function exportGone(store: Store, backup: Archive, gone: readonly FileRow[]): Promise<void> {
  for (let at = 0; at < gone.length; at += AT_ONCE) {
    // The store is read outside of what looks after the backup: each is damaged by itself.
    const some = gone.slice(at, at + AT_ONCE).map((row) => exportFile(store.db, row));
    await withKept(ARCHIVE_KIND, backup, () => archive(backup, some));
  }
}

/** Reads what the store does not know and no transcript holds any more. */
function readMissing(
  backup: Archive,
  known: ReadonlySet<string>,
  configFolders: readonly string[],
): { readonly files: ArchivedFile[]; readonly damaged: string[] } {
  const files: ArchivedFile[] = [];
  const damaged: string[] = [];
  for (const file of archivedOffsets(backup).keys()) {
    if (known.has(file) || !isInFolders(file, configFolders) || fs.existsSync(file)) continue;
    const archived = archivedFile(backup, file);
    if (archived) files.push(archived);
    else damaged.push(file);
  }
  return { files, damaged };
}

function noteRestored(
  { files, damaged }: { readonly files: readonly unknown[]; readonly damaged: readonly string[] },
  { isNew, notes }: { readonly isNew: boolean; readonly notes: string[] },
): void {
  if (isNew && files.length > 0) {
    notes.push(`Restored ${transcripts(files.length)} from ${ARCHIVE_KIND.fileName}.`);
  }
  if (damaged.length > 0) notes.push(`The backup is damaged for: ${listed(damaged)}.`);
}

function transcripts(count: number): string {
  return count === 1
    ? '1 transcript that no longer exists'
    : `${count} transcripts that no longer exist`;
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
