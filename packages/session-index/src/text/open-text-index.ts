import fs from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { TEXT_APPLICATION_ID, TEXT_SCHEMA, TEXT_TABLES, TEXT_VERSION } from './schema.ts';

/** Where the index lies and what it is made of. */
export interface TextIndexOptions {
  /** cco's data folder, as `dataFolder` of `@cco/claude-paths` gives it. Made when missing. */
  readonly dataFolder: string;
  /** Claude Code's config folders, as `configFolders` of `@cco/claude-paths` lists them. */
  readonly configFolders: readonly string[];
  /** How long to wait for another process that is writing, in milliseconds. @default 30000 */
  readonly busyTimeoutMs?: number | undefined;
  /**
   * Script that reads transcripts in a thread of its own: the module
   * `@cco/session-index/text-worker`, or a bundle of it. Used when there is much to read.
   *
   * @default everything is read in this thread
   */
  readonly worker?: URL | undefined;
}

/** An open index of the words of all sessions. Close it with {@link closeTextIndex}. */
export interface TextIndex {
  readonly options: TextIndexOptions;
  /** Replaced when the file turns out to be damaged, or cannot be written. */
  db: Database.Database;
  /** False: what is learnt is lost when the process ends. */
  isKept: boolean;
  /** What happened to the index itself, for people. */
  readonly notes: string[];
}

const FILE_NAME = 'search.db';
/** A damaged index is set aside: it may know sessions that no transcript holds any more. */
const ASIDE = '.damaged';
const BUSY_MS = 30_000;
/** Holds a whole merged segment, so that readers are shut out only while it is committed. */
const CACHE_KIB = 48_000;

/**
 * Opens the index, and makes it when there is none. One that is damaged or of another version is
 * set aside (`search.db.damaged`) and begun anew; where nothing can be kept (no permission, a full
 * disk, an index of a newer version) it is held in memory. Both are told in `notes`.
 *
 * @example
 * const index = openTextIndex({ dataFolder, configFolders: ['/home/mira/.claude'] });
 * await refreshTextIndex(index);
 * searchText(index, parsed.query).matches.length; // 3
 * closeTextIndex(index);
 */
export function openTextIndex(options: TextIndexOptions): TextIndex {
  const notes: string[] = [];
  const file = path.join(options.dataFolder, FILE_NAME);
  try {
    makePrivate(file);
    const db = connect(file, options);
    if (versionOf(db) <= TEXT_VERSION) return { options, db, isKept: true, notes };
    db.close();
    notes.push('The search index was written by a newer version; it was left as it is.');
  } catch (error) {
    const reason = textRebuildReason(error);
    if (reason !== undefined) {
      const index = { options, db: memoryDatabase(), isKept: false, notes };
      rebuildTextIndex(index, reason);
      return index;
    }
    notes.push(cannotBeKept(error));
  }
  return { options, db: memoryDatabase(), isKept: false, notes };
}

/** Closes the index; it must not be used any more. */
export function closeTextIndex(index: TextIndex): void {
  index.db.close();
}

/** Sets the file aside and begins a new one; the transcripts have to be read again. */
export function rebuildTextIndex(index: TextIndex, reason: string): void {
  const file = path.join(index.options.dataFolder, FILE_NAME);
  closeQuietly(index.db);
  index.notes.push(
    `The search index was built anew: ${reason}. The old one was kept as ${FILE_NAME}${ASIDE}.`,
  );
  try {
    fs.renameSync(file, file + ASIDE);
    fs.rmSync(`${file}-journal`, { force: true });
    makePrivate(file);
    index.db = connect(file, index.options);
    index.isKept = true;
  } catch (error) {
    index.notes.push(cannotBeKept(error));
    index.db = memoryDatabase();
    index.isKept = false;
  }
}

/** Goes on in memory with all that the file holds, because it cannot be written. */
export function moveTextToMemory(index: TextIndex, reason: string): void {
  const db = memoryDatabase();
  try {
    db.prepare('ATTACH ? AS disk').run(path.join(index.options.dataFolder, FILE_NAME));
    for (const table of TEXT_TABLES) {
      db.exec(`INSERT INTO main.${table} SELECT * FROM disk.${table}`);
    }
    db.exec('DETACH disk');
  } catch {
    // A file without a whole schema holds nothing yet.
  }
  closeQuietly(index.db);
  index.db = db;
  index.isKept = false;
  index.notes.push(cannotBeKept(new Error(reason)));
}

/** Tells why an error means that the file has to be begun anew; undefined when it does not. */
export function textRebuildReason(error: unknown): string | undefined {
  if (error instanceof OtherSchemaError) return error.message;
  const isDamaged = /^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '');
  return isDamaged ? 'it was damaged' : undefined;
}

class OtherSchemaError extends Error {}

function cannotBeKept(error: unknown): string {
  return `The search index cannot be kept: ${(error as Error).message}`;
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

function connect(file: string, { busyTimeoutMs = BUSY_MS }: TextIndexOptions): Database.Database {
  const db = new Database(file);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${Math.floor(busyTimeoutMs)}; PRAGMA cache_size = -${CACHE_KIB}`,
    );
    if (versionOf(db) === 0) create(db);
    if (versionOf(db) < TEXT_VERSION) throw new OtherSchemaError('it was of an older version');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Two processes may do this at once: the second finds the tables. */
function create(db: Database.Database): void {
  const { tables } = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
    tables: number;
  };
  if (tables > 0 && versionOf(db) === 0) throw new OtherSchemaError('it was no search index');
  try {
    db.exec(TEXT_SCHEMA);
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function memoryDatabase(): Database.Database {
  const db = new Database(':memory:');
  db.exec(TEXT_SCHEMA);
  return db;
}

/** The schema's version; 0 for a new file. Reads the file, so that damage shows. */
function versionOf(db: Database.Database): number {
  const read = (name: string) =>
    Number((db.prepare(`PRAGMA ${name}`).raw().get() as unknown as [number])[0]);
  const version = read('user_version');
  if (version !== 0 && read('application_id') !== TEXT_APPLICATION_ID) {
    throw new OtherSchemaError('it was no search index');
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
