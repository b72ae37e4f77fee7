import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '@cco/claude-paths';
import type Database from 'libsql';
import { ARCHIVE_KIND } from '../archive/archive-database.ts';
import { dropSeen } from '../archive/archive-seen.ts';
import { dropFiles } from '../archive/store-files.ts';
import { withDatabaseLock } from '../database-lock.ts';
import type { DatabaseKind } from '../database-schema.ts';
import { allScopes } from '../database-scope.ts';
import { LIST_NAME } from '../index-files.ts';
import { connectAt, setAsideFiles } from '../kept-database.ts';
import { dropListing } from '../listing.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { STORE_KIND } from '../store/open-store.ts';
import { readPlaces } from '../store/read-places.ts';
import { allRows, statement } from '../store/statements.ts';
import { rewriteSegments } from '../text/merge-segments.ts';
import { TEXT_KIND } from '../text/open-text-index.ts';
import { dropFile } from '../text/text-files.ts';
import {
  addRules,
  type ForgetRules,
  type ForgettableFile,
  forgetTest,
  readForgotten,
  writeForgotten,
} from './forgotten.ts';

/** What is kept of transcripts that rules speak of. */
export interface KeptHistory {
  /** Ids of sessions. */
  readonly sessions: readonly string[];
  /** Transcripts, subagents' too, that are known to anything that is kept. */
  readonly transcripts: readonly string[];
  /** Those of them that are still there. */
  readonly present: readonly string[];
  /** Files in the data folder that hold something of them. */
  readonly files: readonly string[];
}

/** Made from the databases whenever they are missing. */
const CACHES = ['days.json', 'folders.json', 'sessions.stamp', 'live.json'];

/**
 * Lists what is kept of transcripts that rules speak of, in all databases of a data folder.
 *
 * @param all - Of all transcripts.
 */
export function keptHistory(dataFolder: string, rules: ForgetRules, all = false): KeptHistory {
  const isForgotten = all ? () => true : forgetTest(rules);
  const sessions = new Set<string>();
  const transcripts = new Set<string>();
  const files: string[] = [];
  for (const { kind, folder } of databases(dataFolder)) {
    const db = connectAt(kind, folder);
    try {
      const found = filesIn(kind, db).filter(isForgotten);
      for (const { path: file, session } of found) {
        transcripts.add(file);
        if (session !== undefined) sessions.add(session);
      }
      if (found.length > 0) files.push(path.join(folder, kind.fileName));
    } finally {
      db.close();
    }
  }
  const known = [...transcripts].sort();
  return {
    sessions: [...sessions].sort(),
    transcripts: known,
    present: known.filter((file) => fs.existsSync(file)),
    files,
  };
}

/**
 * Removes transcripts that rules speak of from everything that cco keeps, so that no byte of them
 * is left in its files, and remembers the rules: what is still there is not read again. Nothing is
 * changed in the transcripts themselves.
 *
 * @returns What was removed.
 * @throws when a file cannot be written.
 */
export function forgetHistory(
  dataFolder: string,
  configFolders: readonly string[],
  rules: ForgetRules,
): KeptHistory {
  return withDatabaseLock(dataFolder, () => {
    const kept = keptHistory(dataFolder, rules);
    // First of all: who reads meanwhile must not take anything in again.
    writeForgotten(dataFolder, addRules(readForgotten(dataFolder), rules));
    for (const { kind, folder } of databases(dataFolder)) {
      forgetIn(kind, folder, rules);
      // They are copies of what was there, and have been salvaged.
      for (const aside of setAsideFiles(path.join(folder, kind.fileName))) {
        for (const file of [aside, `${aside}-journal`]) fs.rmSync(file, { force: true });
      }
      for (const name of CACHES) fs.rmSync(path.join(folder, name), { force: true });
    }
    forgetRows(configFolders, new Set(kept.sessions));
    return kept;
  });
}

/** A project as the store knows it. */
export interface KeptProject {
  /** Name of the project folder. */
  readonly slug: string;
  readonly cwd: string;
}

/** Lists the projects that are known to any store of a data folder. */
export function keptProjects(dataFolder: string): KeptProject[] {
  return databases(dataFolder).flatMap(({ kind, folder }) => {
    if (kind !== STORE_KIND) return [];
    const db = connectAt(kind, folder);
    try {
      return readPlaces({ db }).map(({ slug, cwd }) => ({ slug, cwd }));
    } finally {
      db.close();
    }
  });
}

function databases(dataFolder: string): { readonly kind: DatabaseKind; readonly folder: string }[] {
  const own = allScopes(dataFolder).flatMap(({ folder }) =>
    [STORE_KIND, TEXT_KIND].map((kind) => ({ kind, folder })),
  );
  const all = [...own, { kind: ARCHIVE_KIND, folder: dataFolder }];
  return all.filter(({ kind, folder }) => fs.existsSync(path.join(folder, kind.fileName)));
}

interface KeptFile extends ForgettableFile {
  readonly id: number;
}

function filesIn(kind: DatabaseKind, db: Database.Database): KeptFile[] {
  const isStore = kind === STORE_KIND;
  const table = kind === ARCHIVE_KIND ? 'archived' : 'file';
  const session = kind === ARCHIVE_KIND ? 'NULL' : 'session';
  const columns = `id, path, ${isStore ? 'slug' : 'NULL'}, ${session}`;
  const rows = allRows<[number, string, string | null, string | null]>(db, columns, table);
  return rows.map(([id, file, slug, name]) => ({
    ...{ id, path: file, slug: slug ?? slugOf(file), session: name ?? undefined },
  }));
}

function slugOf(file: string): string {
  const parts = file.split(path.sep);
  return parts[parts.indexOf('projects') + 1] ?? '';
}

function forgetIn(kind: DatabaseKind, folder: string, rules: ForgetRules): void {
  const db = connectAt(kind, folder);
  try {
    const isForgotten = forgetTest(rules);
    const ids = filesIn(kind, db)
      .filter(isForgotten)
      .map(({ id }) => id);
    if (ids.length === 0) return;
    db.exec('PRAGMA secure_delete = ON');
    inTransaction(db, () => removeFiles(kind, db, ids));
    // What was deleted before, by whatever version, is still in free pages.
    db.exec('VACUUM');
  } finally {
    db.close();
  }
}

function removeFiles(kind: DatabaseKind, db: Database.Database, ids: readonly number[]): void {
  if (kind === ARCHIVE_KIND) {
    for (const id of ids) statement(db, 'DELETE FROM archived WHERE id = ?').run(id);
    return;
  }
  dropListing(db);
  if (kind === TEXT_KIND) {
    for (const id of ids) dropFile(db, id);
    rewriteSegments(db);
    return;
  }
  dropFiles(db, ids);
  dropSeen(db);
  statement(db, `DELETE FROM attributes WHERE id NOT IN (SELECT attributes FROM rollup)`).run();
  // What others keep here about calls names them; it is made again of the calls that are left.
  const sql =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'audit~_%' ESCAPE '~'";
  for (const [name] of statement(db, sql).all() as [string][]) db.exec(`DROP TABLE "${name}"`);
}

/** Takes sessions out of the session lists that other programs read. */
function forgetRows(configFolders: readonly string[], sessions: ReadonlySet<string>): void {
  for (const folder of configFolders) {
    const list = path.join(folder, LIST_NAME);
    if (!fs.existsSync(list)) continue;
    const lines = fs.readFileSync(list, 'utf8').split('\n');
    const left = lines.filter((line) => !sessions.has(line.split('\t')[2] ?? ''));
    if (left.length < lines.length) writeFileAtomic(list, left.join('\n'));
  }
}
