import type Database from 'libsql';
import { inTransaction } from './store/in-transaction.ts';

/** A kind of database that is kept in the data folder, and what it consists of. */
export interface DatabaseKind {
  readonly fileName: string;
  /** What people call it, for example `index`. */
  readonly label: string;
  /** It lies in the data folder, whichever config folders are read. @default false */
  readonly isShared?: boolean | undefined;
  /** Marks a SQLite file as one of this kind. */
  readonly applicationId: number;
  readonly version: number;
  /** By an older version: SQL that makes the next one of it. @default such files are built anew */
  readonly migrations?: Readonly<Record<number, string>> | undefined;
  /** What has to be said of a new file before it has tables. */
  readonly settings: string;
  readonly schema: string;
  /** The tables, so that all can be copied. */
  readonly tables: readonly string[];
  /** Memory for pages that were read. */
  readonly cacheKib: number;
}

/** The file is not of the kind, or of a version that nothing leads on from. */
export class OtherSchemaError extends Error {}

/**
 * Makes the tables of a new file, and brings those of an older version up to date.
 *
 * @throws OtherSchemaError when it is another kind of file.
 */
export function prepareSchema(kind: DatabaseKind, db: Database.Database): void {
  if (versionOf(kind, db) === 0) create(kind, db);
  migrate(kind, db);
}

/** Two processes may do this at once: the second finds the tables. */
function create(kind: DatabaseKind, db: Database.Database): void {
  db.exec(kind.settings);
  db.exec('BEGIN IMMEDIATE');
  try {
    if (versionOf(kind, db) === 0) {
      const { tables } = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
        tables: number;
      };
      if (tables > 0) throw new OtherSchemaError(`it was no ${kind.label}`);
      setUp(kind, db);
    }
    db.exec('COMMIT');
  } catch (error) {
    // SQLite has rolled back by itself when the disk is full, and would only say so.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Several processes may do this at once, and a kill leaves a whole version. */
function migrate(kind: DatabaseKind, db: Database.Database): void {
  while (versionOf(kind, db) < kind.version) {
    inTransaction(db, () => {
      const version = versionOf(kind, db);
      if (version >= kind.version) return;
      const sql = kind.migrations?.[version];
      if (sql === undefined) throw new OtherSchemaError('it was of an older version');
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}

/** Makes the tables in a new database. */
export function setUp(
  { schema, applicationId, version }: DatabaseKind,
  db: Database.Database,
): void {
  db.exec(schema);
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
}

/** The schema's version; 0 for a new file. Reads the file, so that damage shows. */
export function versionOf(kind: DatabaseKind, db: Database.Database): number {
  const read = (name: string) =>
    Number((db.prepare(`PRAGMA ${name}`).raw().get() as unknown as [number])[0]);
  const version = read('user_version');
  if (version !== 0 && read('application_id') !== kind.applicationId) {
    throw new OtherSchemaError(`it was no ${kind.label}`);
  }
  return version;
}
