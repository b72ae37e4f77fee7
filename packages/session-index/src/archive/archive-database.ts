import type { DatabaseKind } from '../database-schema.ts';
import { type KeptDatabase, type KeptOptions, openKept } from '../kept-database.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { statement } from '../store/statements.ts';
import { asBytes, DamagedTextError, decodeText } from '../store/stored-text.ts';
import { ARCHIVE_NAME } from './archive-stamp.ts';
import { type ArchivedFile, type PackedFile, packFile, unpackFile } from './archived-file.ts';

/** What the backup of transcripts that are gone consists of. It serves all config folders. */
export const ARCHIVE_KIND: DatabaseKind = {
  fileName: ARCHIVE_NAME,
  label: 'backup of deleted sessions',
  isShared: true,
  applicationId: 0x63636f41,
  version: 1,
  settings: '',
  schema: `CREATE TABLE archived (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    next_offset INTEGER NOT NULL,
    checksum BLOB NOT NULL,
    data BLOB NOT NULL
  ) STRICT`,
  tables: ['archived'],
  cacheKib: 2000,
};

/** The open backup. */
export type Archive = KeptDatabase<KeptOptions>;

/** Opens the backup, or makes it. Close its `db`. */
export function openArchive({ dataFolder, configFolders, busyTimeoutMs }: KeptOptions): Archive {
  return openKept(ARCHIVE_KIND, { dataFolder, configFolders, busyTimeoutMs });
}

/** Lists how far each transcript in the backup had been read, by path. */
export function archivedOffsets({ db }: Archive): Map<string, number> {
  const rows = statement(db, `SELECT ${asBytes('path')}, next_offset FROM archived`).all();
  return new Map(
    (rows as [Uint8Array, number][]).map(([file, offset]) => [decodeText(file), offset]),
  );
}

/**
 * Writes transcripts into the backup, in one transaction, and reads them again to make sure.
 *
 * @throws DamagedTextError when something else is read than was written.
 */
export function archive(to: Archive, files: readonly ArchivedFile[]): void {
  const packed = files.map(packFile);
  inTransaction(to.db, () => {
    const write = statement(
      to.db,
      'INSERT OR REPLACE INTO archived (path, next_offset, checksum, data) VALUES (?,?,?,?)',
    );
    for (const { path: file, offset, checksum, data } of packed) {
      write.run(file, offset, checksum, data);
    }
  });
  for (const { path: file } of packed) {
    if (!archivedFile(to, file)) throw new DamagedTextError(`the backup of ${file} is damaged`);
  }
}

/** Gives what the backup holds of a transcript; undefined when it is damaged or not there. */
export function archivedFile({ db }: Archive, file: string): ArchivedFile | undefined {
  const read = 'SELECT next_offset, checksum, data FROM archived WHERE path = ?';
  const row = statement(db, read).get(file) as [number, Uint8Array, Uint8Array] | undefined;
  if (!row) return undefined;
  const [offset, checksum, data] = row;
  return unpackFile({ path: file, offset, checksum, data } satisfies PackedFile);
}
