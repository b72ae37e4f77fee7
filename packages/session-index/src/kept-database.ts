import fs from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { inTransaction } from './store/in-transaction.ts';

/** A kind of database that is kept in the data folder, and what it consists of. */
export interface DatabaseKind {
  readonly fileName: string;
  /** What people call it, as `index`. */
  readonly label: string;
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

/** Where a database is kept. */
export interface KeptOptions {
  readonly dataFolder: string;
  /** How long to wait for another process that is writing, in milliseconds. @default 30000 */
  readonly busyTimeoutMs?: number | undefined;
}

/** An open database. */
export interface KeptDatabase<Options extends KeptOptions> {
  readonly options: Options;
  /** Replaced when the file turns out to be damaged, or cannot be written. */
  db: Database.Database;
  /** False: what is learnt is lost when the process ends. */
  isKept: boolean;
  /** What happened to the file itself, for people. */
  readonly notes: string[];
}

/** What is damaged is set aside: it may hold history that no transcript holds any more. */
const ASIDE = '.damaged';
const BUSY_MS = 30_000;

/**
 * Opens a database, and makes it when there is none. One that is damaged or of an older version is
 * set aside and begun anew; where nothing can be kept (no permission, a full disk, a newer version)
 * it is held in memory. Both are told in `notes`.
 */
export function openKept<Options extends KeptOptions>(
  kind: DatabaseKind,
  options: Options,
): KeptDatabase<Options> {
  const notes: string[] = [];
  const file = path.join(options.dataFolder, kind.fileName);
  try {
    makePrivate(file);
    const db = connect(kind, file, options);
    if (versionOf(kind, db) <= kind.version) return { options, db, isKept: true, notes };
    db.close();
    notes.push(`The ${kind.label} was written by a newer version of cco; it was left as it is.`);
  } catch (error) {
    const reason = rebuildReason(error);
    if (reason !== undefined) {
      const kept = { options, db: memoryDatabase(kind), isKept: false, notes };
      rebuildKept(kind, kept, reason);
      return kept;
    }
    notes.push(cannotBeKept(kind, (error as Error).message));
  }
  return { options, db: memoryDatabase(kind), isKept: false, notes };
}

/** Sets the file aside and begins a new one; the transcripts have to be read again. */
export function rebuildKept(
  kind: DatabaseKind,
  kept: KeptDatabase<KeptOptions>,
  reason: string,
): void {
  const file = path.join(kept.options.dataFolder, kind.fileName);
  const aside = freeName(file + ASIDE);
  closeQuietly(kept.db);
  kept.notes.push(
    `The ${kind.label} was built anew: ${reason}. The old one was kept as ${path.basename(aside)}.`,
  );
  try {
    fs.renameSync(file, aside);
    fs.rmSync(`${file}-journal`, { force: true });
    makePrivate(file);
    kept.db = connect(kind, file, kept.options);
    kept.isKept = true;
  } catch (error) {
    kept.notes.push(cannotBeKept(kind, (error as Error).message));
    kept.db = memoryDatabase(kind);
    kept.isKept = false;
  }
}

/** Goes on in memory with all that the file holds, because it cannot be written. */
export function moveToMemory(
  kind: DatabaseKind,
  kept: KeptDatabase<KeptOptions>,
  reason: string,
): void {
  const db = memoryDatabase(kind);
  try {
    db.prepare('ATTACH ? AS disk').run(path.join(kept.options.dataFolder, kind.fileName));
    for (const table of kind.tables) {
      db.exec(`INSERT INTO main.${table} SELECT * FROM disk.${table}`);
    }
    db.exec('DETACH disk');
  } catch {
    // A file without a whole schema holds nothing yet.
  }
  closeQuietly(kept.db);
  kept.db = db;
  kept.isKept = false;
  kept.notes.push(cannotBeKept(kind, reason));
}

/** Tells why an error means that the file has to be begun anew; undefined when it does not. */
export function rebuildReason(error: unknown): string | undefined {
  if (error instanceof OtherSchemaError) return error.message;
  const isDamaged = /^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '');
  return isDamaged ? 'it was damaged' : undefined;
}

class OtherSchemaError extends Error {}

/** What was set aside earlier may hold other history. */
function freeName(wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!fs.existsSync(name)) return name;
  }
}

function cannotBeKept({ label }: DatabaseKind, reason: string): string {
  return `The ${label} could not be kept: ${reason}`;
}

/** SQLite would make the file readable for everybody. */
function makePrivate(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    fs.closeSync(fs.openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function connect(
  kind: DatabaseKind,
  file: string,
  { busyTimeoutMs = BUSY_MS }: KeptOptions,
): Database.Database {
  const db = new Database(file);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${Math.floor(busyTimeoutMs)}; PRAGMA cache_size = -${kind.cacheKib}`,
    );
    if (versionOf(kind, db) === 0) create(kind, db);
    migrate(kind, db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
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

function setUp({ schema, applicationId, version }: DatabaseKind, db: Database.Database): void {
  db.exec(schema);
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
}

function memoryDatabase(kind: DatabaseKind): Database.Database {
  const db = new Database(':memory:');
  setUp(kind, db);
  return db;
}

/** The schema's version; 0 for a new file. Reads the file, so that damage shows. */
function versionOf(kind: DatabaseKind, db: Database.Database): number {
  const read = (name: string) =>
    Number((db.prepare(`PRAGMA ${name}`).raw().get() as unknown as [number])[0]);
  const version = read('user_version');
  if (version !== 0 && read('application_id') !== kind.applicationId) {
    throw new OtherSchemaError(`it was no ${kind.label}`);
  }
  return version;
}

function closeQuietly(db: Database.Database): void {
  try {
    db.close();
  } catch {
    // A damaged database may refuse even that.
  }
}
