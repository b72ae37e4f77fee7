import fs from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { STORE_NAME } from './has-store.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION, TABLES } from './schema.ts';

/** Where the store lies and what it is made of. */
export interface StoreOptions {
  /** cco's data folder, as `dataFolder` of `@cco/claude-paths` gives it. Made when missing. */
  readonly dataFolder: string;
  /** Claude Code's config folders, as `configFolders` of `@cco/claude-paths` lists them. */
  readonly configFolders: readonly string[];
  /** How long to wait for another process that is writing, in milliseconds. @default 30000 */
  readonly busyTimeoutMs?: number | undefined;
  /**
   * Script that reads transcripts in a thread of its own: the module `@cco/session-index/store-worker`,
   * or a bundle of it. Used when there is much to read. @default everything is read in this thread
   */
  readonly worker?: URL | undefined;
}

/** An open store. Close it with {@link closeStore}. */
export interface Store {
  readonly options: StoreOptions;
  /** Replaced when the file turns out to be damaged, or cannot be written. */
  db: Database.Database;
  /** False: what is learnt is lost when the process ends. */
  isKept: boolean;
  /** What happened to the store itself, for people. */
  readonly notes: string[];
}

/** A damaged store is set aside: it may hold history that no transcript holds any more. */
const ASIDE = '.damaged';
const BUSY_MS = 30_000;
/** Holds most of the index of message keys, into which new keys fall anywhere. */
const CACHE_KIB = 24_000;

/**
 * Opens the store, and makes it when there is none. One that is damaged or of an older version is
 * set aside (`store.db.damaged`) and begun anew; where nothing can be kept (no permission, a full
 * disk, a store of a newer version) it is held in memory. Both are told in `notes`.
 *
 * @example
 * const store = openStore({ dataFolder, configFolders: ['/home/mira/.claude'] });
 * await refreshStore(store);
 * readUsage(store).reduce((sum, { output }) => sum + output, 0); // 83221
 * closeStore(store);
 */
export function openStore(options: StoreOptions): Store {
  const notes: string[] = [];
  try {
    makePrivate(storeFile(options));
    const db = connect(storeFile(options), options);
    const isNewer = versionOf(db) > SCHEMA_VERSION;
    if (!isNewer) return { options, db, isKept: true, notes };
    db.close();
    notes.push('The index was written by a newer version of cco; it was left as it is.');
  } catch (error) {
    const reason = rebuildReason(error);
    if (reason === undefined) {
      notes.push(`The index could not be kept: ${(error as Error).message}`);
    } else {
      const store = { options, db: memoryDatabase(), isKept: false, notes };
      rebuildStore(store, reason);
      return store;
    }
  }
  return { options, db: memoryDatabase(), isKept: false, notes };
}

/** Closes the store; it must not be used any more. */
export function closeStore(store: Store): void {
  store.db.close();
}

/** Sets the store's file aside and begins a new one; the transcripts have to be read again. */
export function rebuildStore(store: Store, reason: string): void {
  const file = storeFile(store.options);
  closeQuietly(store.db);
  store.notes.push(
    `The index was built anew: ${reason}. The old one was kept as ${STORE_NAME}${ASIDE}.`,
  );
  try {
    fs.renameSync(file, file + ASIDE);
    fs.rmSync(`${file}-journal`, { force: true });
    makePrivate(file);
    store.db = connect(file, store.options);
    store.isKept = true;
  } catch (error) {
    store.notes.push(`The index could not be kept: ${(error as Error).message}`);
    store.db = memoryDatabase();
    store.isKept = false;
  }
}

/** Goes on in memory with all that the file holds, because it cannot be written. */
export function moveToMemory(store: Store, reason: string): void {
  const db = memoryDatabase();
  const file = storeFile(store.options);
  try {
    db.prepare('ATTACH ? AS disk').run(file);
    for (const table of TABLES) {
      db.exec(`INSERT INTO main.${table} SELECT * FROM disk.${table}`);
    }
    db.exec('DETACH disk');
  } catch {
    // A file without a whole schema holds nothing yet.
  }
  closeQuietly(store.db);
  store.db = db;
  store.isKept = false;
  store.notes.push(`The index could not be kept: ${reason}`);
}

/** Tells why an error means that the file has to be begun anew; undefined when it does not. */
export function rebuildReason(error: unknown): string | undefined {
  if (error instanceof OldSchemaError) return error.message;
  const isDamaged = /^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '');
  return isDamaged ? 'it was damaged' : undefined;
}

class OldSchemaError extends Error {}

function storeFile({ dataFolder }: StoreOptions): string {
  return path.join(dataFolder, STORE_NAME);
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

function connect(file: string, { busyTimeoutMs = BUSY_MS }: StoreOptions): Database.Database {
  const db = new Database(file);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${Math.floor(busyTimeoutMs)}; PRAGMA cache_size = -${CACHE_KIB}`,
    );
    if (versionOf(db) === 0) create(db);
    const version = versionOf(db);
    if (version < SCHEMA_VERSION) throw new OldSchemaError('it was of an older version');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Two processes may do this at once: the second finds the tables. */
function create(db: Database.Database): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (versionOf(db) === 0) {
      const { tables } = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
        tables: number;
      };
      if (tables > 0) throw new OldSchemaError('it was no index');
      db.exec(SCHEMA);
    }
    db.exec('COMMIT');
  } catch (error) {
    // SQLite has rolled back by itself when the disk is full, and would only say so.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function memoryDatabase(): Database.Database {
  const db = new Database(':memory:');
  db.exec(SCHEMA);
  return db;
}

/** The schema's version; 0 for a new file. Reads the file, so that damage shows. */
function versionOf(db: Database.Database): number {
  const read = (name: string) =>
    Number((db.prepare(`PRAGMA ${name}`).raw().get() as unknown as [number])[0]);
  const version = read('user_version');
  if (version !== 0 && read('application_id') !== APPLICATION_ID) {
    throw new OldSchemaError('it was no index');
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
