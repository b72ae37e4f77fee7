import fs from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { makePrivate, withDatabaseLock } from './database-lock.ts';
import {
  type DatabaseKind,
  OtherSchemaError,
  prepareSchema,
  setUp,
  versionOf,
} from './database-schema.ts';
import { type DatabaseScope, databaseScope, type ScopeOptions } from './database-scope.ts';
import { isDamage } from './store/database-errors.ts';

/** Where a database is kept. */
export interface KeptOptions extends ScopeOptions {
  /** How long to wait for another process that is writing, in milliseconds. @default 30000 */
  readonly busyTimeoutMs?: number | undefined;
}

/** An open database. */
export interface KeptDatabase<Options extends KeptOptions> {
  readonly options: Options;
  /** The config folders whose history it keeps. */
  configFolders: readonly string[];
  /** Where the file lies; undefined when it is in memory for want of anything to keep. */
  folder: string | undefined;
  /** Tells the file that is open from one that took its place. */
  ino: number | undefined;
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
 * set aside and rebuilt; where nothing can be kept (no permission, a full disk, a newer version)
 * it is held in memory. Both are told in `notes`.
 */
export function openKept<Options extends KeptOptions>(
  kind: DatabaseKind,
  options: Options,
): KeptDatabase<Options> {
  const { folder, configFolders } = scopeOf(kind, options);
  const kept: KeptDatabase<Options> = {
    options,
    configFolders,
    folder,
    ino: undefined,
    db: memoryDatabase(kind),
    isKept: false,
    notes: [],
  };
  if (folder !== undefined) openFile(kind, kept, folder);
  return kept;
}

/** Opens the file of a database again, after another process or a claim has put it elsewhere. */
export function reopenKept(kind: DatabaseKind, kept: KeptDatabase<KeptOptions>): void {
  const { folder, configFolders } = scopeOf(kind, kept.options);
  if (folder === undefined) return;
  closeQuietly(kept.db);
  kept.configFolders = configFolders;
  kept.folder = folder;
  kept.db = memoryDatabase(kind);
  openFile(kind, kept, folder);
}

/** Tells where a database of a kind lies, and whose history it keeps. */
function scopeOf(
  { isShared = false }: DatabaseKind,
  options: ScopeOptions,
): Pick<DatabaseScope, 'folder' | 'configFolders'> {
  const { dataFolder: folder, configFolders } = options;
  return isShared ? { folder, configFolders } : databaseScope(options);
}

/**
 * Opens the file of a database in a folder.
 *
 * @throws when it cannot be used as it is.
 */
export function connectAt(kind: DatabaseKind, folder: string): Database.Database {
  return connect(kind, path.join(folder, kind.fileName), {});
}

/** Opens the file of a database in a folder; undefined when it cannot be used as it is. */
export function openAt(kind: DatabaseKind, folder: string): Database.Database | undefined {
  try {
    return connectAt(kind, folder);
  } catch {
    return undefined;
  }
}

/** Lists the files of a database that were set aside, the oldest first. */
export function setAsideFiles(file: string): string[] {
  const files: string[] = [];
  for (let number = 1; ; number++) {
    const name = asideName(file + ASIDE, number);
    if (!fs.existsSync(name)) return files;
    files.push(name);
  }
}

function openFile(kind: DatabaseKind, kept: KeptDatabase<KeptOptions>, folder: string): void {
  const { options, notes } = kept;
  const file = path.join(folder, kind.fileName);
  kept.isKept = false;
  try {
    makePrivate(file);
    // Before it is opened: who takes its place meanwhile is noticed.
    kept.ino = fs.statSync(file).ino;
    const db = connect(kind, file, options);
    if (versionOf(kind, db) <= kind.version) {
      kept.db.close();
      kept.db = db;
      kept.isKept = true;
      return;
    }
    db.close();
    notes.push(`The ${kind.label} was written by a newer version of cco; it was left as it is.`);
  } catch (error) {
    const reason = rebuildReason(error);
    if (reason !== undefined) rebuildKept(kind, kept, reason);
    else notes.push(cannotBeKept(kind, (error as Error).message));
  }
}

/**
 * Sets the file aside and begins a new one; the transcripts have to be read again. When another
 * process has done so already, opens what that one began.
 */
export function rebuildKept(
  kind: DatabaseKind,
  kept: KeptDatabase<KeptOptions>,
  reason: string,
): void {
  const { folder = kept.options.dataFolder } = kept;
  const file = path.join(folder, kind.fileName);
  closeQuietly(kept.db);
  try {
    withDatabaseLock(kept.options.dataFolder, () => {
      if (inoOf(file) === kept.ino) {
        const aside = setAside(file);
        kept.notes.push(
          `The ${kind.label} was rebuilt: ${reason}. The old one was kept as ${path.basename(aside)}.`,
        );
      }
      makePrivate(file);
      kept.ino = inoOf(file);
      kept.db = connect(kind, file, kept.options);
      kept.isKept = true;
    });
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
    const { folder = kept.options.dataFolder } = kept;
    db.prepare('ATTACH ? AS disk').run(path.join(folder, kind.fileName));
    for (const [table, sql] of tablesOf(db)) {
      if (!kind.tables.includes(table)) db.exec(sql);
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

/** Lists the tables on disk, those too that another package keeps there. */
function tablesOf(db: Database.Database): [name: string, sql: string][] {
  const sql = `SELECT name, sql FROM disk.sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`;
  return db.prepare(sql).raw().all() as unknown as [string, string][];
}

/** Tells why an error means that the file has to be rebuilt; undefined when it does not. */
export function rebuildReason(error: unknown): string | undefined {
  if (error instanceof OtherSchemaError) return error.message;
  return isDamage(error) ? 'it was damaged' : undefined;
}

/** Gives the file, and what SQLite keeps beside it, another name. */
function setAside(file: string): string {
  const aside = freeName(file + ASIDE);
  fs.renameSync(file, aside);
  if (fs.existsSync(`${file}-journal`)) fs.renameSync(`${file}-journal`, `${aside}-journal`);
  return aside;
}

function inoOf(file: string): number | undefined {
  return fs.statSync(file, { throwIfNoEntry: false })?.ino;
}

function asideName(wanted: string, number: number): string {
  return number === 1 ? wanted : `${wanted}-${number}`;
}

/** What was set aside earlier may hold other history. */
function freeName(wanted: string): string {
  for (let number = 1; ; number++) {
    const name = asideName(wanted, number);
    if (!fs.existsSync(name)) return name;
  }
}

function cannotBeKept({ label }: DatabaseKind, reason: string): string {
  return `The ${label} could not be kept: ${reason}`;
}

function connect(
  kind: DatabaseKind,
  file: string,
  { busyTimeoutMs = BUSY_MS }: Pick<KeptOptions, 'busyTimeoutMs'>,
): Database.Database {
  const db = new Database(file);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${Math.floor(busyTimeoutMs)}; PRAGMA cache_size = -${kind.cacheKib}`,
    );
    prepareSchema(kind, db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function memoryDatabase(kind: DatabaseKind): Database.Database {
  const db = new Database(':memory:');
  setUp(kind, db);
  return db;
}

function closeQuietly(db: Database.Database): void {
  try {
    db.close();
  } catch {
    // A damaged database may refuse even that.
  }
}
