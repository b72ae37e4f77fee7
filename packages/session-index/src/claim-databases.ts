import fs from 'node:fs';
import path from 'node:path';
import { dropFiles } from './archive/store-files.ts';
import { withDatabaseLock } from './database-lock.ts';
import type { DatabaseKind } from './database-schema.ts';
import { claimScope, databaseScope, folderOf, isInFolders } from './database-scope.ts';
import { type KeptDatabase, type KeptOptions, openAt } from './kept-database.ts';
import { dropListing } from './listing.ts';
import { inTransaction } from './store/in-transaction.ts';
import { STORE_KIND } from './store/open-store.ts';
import { allRows } from './store/statements.ts';
import { TEXT_KIND } from './text/open-text-index.ts';
import { dropFile } from './text/text-files.ts';

/**
 * Writes down whose databases lie in the folder of some config folders. Databases of earlier
 * versions may hold the history of others too: these get copies of their own, and each keeps what
 * it was read from.
 */
export function claimDatabases(options: KeptOptions): void {
  withDatabaseLock(options.dataFolder, () => {
    const { folder, configFolders, isClaimed } = databaseScope(options);
    if (folder === undefined || isClaimed || configFolders.length === 0) return;
    if (folder === options.dataFolder) split(options.dataFolder, configFolders);
    claimScope(folder, configFolders);
  });
}

function split(dataFolder: string, own: readonly string[]): void {
  for (const kind of [STORE_KIND, TEXT_KIND]) {
    if (!fs.existsSync(path.join(dataFolder, kind.fileName))) continue;
    const kept = openAt(kind, dataFolder);
    // One that cannot be read is salvaged by path, or read again.
    if (kept === undefined) continue;
    try {
      const others = otherFolders(kept, own);
      for (const other of others) copyTo(kind, kept, folderOf(dataFolder, [other]), other);
      if (others.length > 0) keepOnly(kind, kept, own);
    } finally {
      kept.close();
    }
  }
}

type Connection = KeptDatabase<KeptOptions>['db'];

/** Lists the config folders that the files of a database lie in, apart from its own. */
function otherFolders(db: Connection, own: readonly string[]): string[] {
  const folders = new Set<string>();
  const projects = `${path.sep}projects${path.sep}`;
  for (const [, file] of filesIn(db)) {
    const at = file.indexOf(projects);
    if (at > 0 && !isInFolders(file, own)) folders.add(file.slice(0, at));
  }
  return [...folders].sort();
}

function copyTo(kind: DatabaseKind, db: Connection, folder: string, configFolder: string): void {
  const copy = path.join(folder, kind.fileName);
  if (fs.existsSync(copy)) return;
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  db.prepare('VACUUM INTO ?').run(copy);
  fs.chmodSync(copy, 0o600);
  const opened = openAt(kind, folder);
  if (opened === undefined) return;
  try {
    keepOnly(kind, opened, [configFolder]);
  } finally {
    opened.close();
  }
  claimScope(folder, [configFolder]);
}

function keepOnly(kind: DatabaseKind, db: Connection, configFolders: readonly string[]): void {
  inTransaction(db, () => {
    dropListing(db);
    const ids = filesIn(db).flatMap(([id, file]) => (isInFolders(file, configFolders) ? [] : [id]));
    if (kind === STORE_KIND) dropFiles(db, ids);
    else for (const id of ids) dropFile(db, id);
  });
}

function filesIn(db: Connection): [id: number, file: string][] {
  return allRows(db, 'id, path', 'file');
}
