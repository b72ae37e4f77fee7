import type Database from 'libsql';
import { dataVersion } from '../listing.ts';
import type { KnownFile } from '../plan-refresh.ts';
import { allRows, statement } from '../store/statements.ts';
import { asBytes, decodeRow } from '../store/stored-text.ts';
import type { TextState } from './read-text.ts';
import type { TextFile } from './text-file.ts';

/** A file that was read and not replaced, as a search sees it. */
export interface IndexedFile {
  /** Changes when the file was replaced. */
  readonly id: number;
  readonly session: string;
  readonly isAgent: boolean;
  /** Last change, in microseconds since 1970. */
  readonly mtime: number;
  /** The latest time of a message, in milliseconds since 1970. */
  readonly lastTime: number | undefined;
  readonly isArchived: boolean;
  readonly isConversation: boolean;
  /** Its source holds escapes of characters that need none. */
  readonly mayEscape: boolean;
}

/** A file that was read and not replaced, as it was then. */
export interface IndexedState extends KnownFile {
  readonly path: string;
  readonly session: string;
}

/** The last list of each database, and what the database said then of its changes. */
const lists = new WeakMap<Database.Database, { changes: string; files: readonly IndexedFile[] }>();

/** Lists all files that were ever read and not replaced. The list is kept while nothing changes. */
export function listFiles(db: Database.Database): readonly IndexedFile[] {
  const kept = keptFiles(db);
  if (kept) return kept;
  const files = readFiles(db);
  lists.set(db, { changes: changesOf(db), files });
  return files;
}

/** Gives the list of all files if nothing has changed since it was made. */
export function keptFiles(db: Database.Database): readonly IndexedFile[] | undefined {
  const last = lists.get(db);
  return last?.changes === changesOf(db) ? last.files : undefined;
}

/** Lists the ids of all files, in the order of {@link listFiles}. */
export function listIds(db: Database.Database): number[] {
  const sql = 'SELECT json_group_array(id) FROM (SELECT id FROM file ORDER BY id)';
  return JSON.parse((statement(db, sql).get() as unknown as [string])[0]);
}

/** Lists the files of those sessions that some files belong to, in the order of {@link listFiles}. */
export function filesOfSessions(db: Database.Database, ids: readonly number[]): IndexedFile[] {
  const some = 'SELECT session FROM file WHERE id IN (SELECT value FROM json_each(?))';
  return readFiles(db, ` WHERE session IN (${some})`, JSON.stringify(ids));
}

/**
 * Lists the files of the newest sessions that are still there, in the order of {@link listFiles}.
 *
 * @param count - How many sessions.
 */
export function filesOfNewest(db: Database.Database, count: number): IndexedFile[] {
  const fileTime = 'max(CASE WHEN is_agent = 0 THEN mtime END) / 1000.0';
  const newest = `SELECT session FROM file WHERE archived = 0 GROUP BY session
    HAVING min(is_agent) = 0
    ORDER BY coalesce(max(last_time), ${fileTime}) DESC, session LIMIT CAST(? AS INTEGER)`;
  return readFiles(db, ` WHERE session IN (${newest})`, String(count));
}

/** Changes with every change of the database, by this process or another. */
function changesOf(db: Database.Database): string {
  const version = dataVersion(db);
  const [own] = statement(db, 'SELECT total_changes()').get() as unknown as [number];
  return `${version} ${own}`;
}

function readFiles(db: Database.Database, where = '', ...values: string[]): IndexedFile[] {
  const flags = ['is_agent', 'archived * 2', 'is_conversation * 4', 'may_escape * 8'].join(' + ');
  const rows = allRows<[number, string, number, number | null, number]>(
    db,
    'id, session, mtime, last_time, flags',
    `(SELECT id, session, mtime, last_time, ${flags} AS flags FROM file${where} ORDER BY id)`,
    ...values,
  );
  return rows.map(([id, session, mtime, lastTime, bits]) => ({
    id,
    session,
    isAgent: (bits & 1) !== 0,
    mtime,
    lastTime: lastTime ?? undefined,
    isArchived: (bits & 2) !== 0,
    isConversation: (bits & 4) !== 0,
    mayEscape: (bits & 8) !== 0,
  }));
}

/** Lists all files by path, to compare with what there is. */
export function indexedStates(db: Database.Database): Map<string, IndexedState> {
  const rows = allRows<[number, string, string, number, number, number, number]>(
    db,
    'id, path, session, size, mtime, ino, archived',
    'file',
  );
  return new Map(
    rows.map(([id, file, session, size, mtime, ino, archived]) => [
      file,
      { id, path: file, session, size, mtime, ino, isArchived: archived === 1 },
    ]),
  );
}

/** Reads how far a file was read; undefined for one that was not. */
export function stateAt(
  db: Database.Database,
  path: string,
): (TextState & { id: number }) | undefined {
  const row = statement(
    db,
    `SELECT id, next_offset, next_line, ${asBytes('seam')}, ${asBytes('session')}, is_conversation,
       may_escape, last_time
     FROM file WHERE path = ?`,
  ).get(path) as
    | [number, number, number, string, string, number, number, number | null]
    | undefined;
  if (!row) return undefined;
  const [id, offset, line, seam, namedSession, isConversation, mayEscape, lastTime] =
    decodeRow(row);
  return {
    id,
    next: { offset, line },
    seam,
    namedSession,
    isConversation: isConversation === 1,
    mayEscape: mayEscape === 1,
    lastTime: lastTime ?? undefined,
  };
}

/**
 * Writes a file and how far it was read, and gives its id.
 *
 * @param id - The id it has; undefined for a new one.
 */
export function putFile(
  db: Database.Database,
  file: TextFile,
  state: TextState,
  id: number | undefined,
): number {
  const row = statement(
    db,
    `INSERT INTO file (id, path, folder, session, is_agent, size, mtime, ino, archived, next_offset,
       next_line, seam, is_conversation, may_escape, last_time)
     VALUES (?,?,?,?,?,?,?,?,0,?,?,?,?,?,?)
     ON CONFLICT (id) DO UPDATE SET path = excluded.path, folder = excluded.folder,
       session = excluded.session, is_agent = excluded.is_agent, size = excluded.size,
       mtime = excluded.mtime, ino = excluded.ino, archived = 0,
       next_offset = excluded.next_offset, next_line = excluded.next_line,
       seam = excluded.seam, is_conversation = excluded.is_conversation,
       may_escape = excluded.may_escape, last_time = excluded.last_time
     RETURNING id`,
  ).get(
    id ?? null,
    file.path,
    file.folder,
    file.session ?? state.namedSession,
    file.isAgent ? 1 : 0,
    file.size,
    file.mtime,
    file.ino,
    state.next.offset,
    state.next.line,
    state.seam,
    state.isConversation ? 1 : 0,
    state.mayEscape ? 1 : 0,
    state.lastTime ?? null,
  );
  return (row as unknown as [number])[0];
}

/** Forgets a file that was replaced. */
export function dropFile(db: Database.Database, id: number): void {
  statement(db, 'DELETE FROM file WHERE id = ?').run(id);
  statement(db, 'DELETE FROM machine_text WHERE file = ?').run(id);
}

/** Remembers lines whose text is not in the segments as a whole. */
export function addMachineLines(
  db: Database.Database,
  id: number,
  offsets: readonly number[],
): void {
  const insert = statement(db, 'INSERT OR IGNORE INTO machine_text VALUES (?,?)');
  for (const offset of offsets) insert.run(id, offset);
}

/** Lists the offsets of such lines by file. */
export function listMachineLines(db: Database.Database): Map<number, number[]> {
  const rows = statement(db, 'SELECT file, offset FROM machine_text ORDER BY file, offset').all();
  const lines = new Map<number, number[]>();
  for (const [file, offset] of rows as unknown as [number, number][]) {
    const known = lines.get(file);
    if (known) known.push(offset);
    else lines.set(file, [offset]);
  }
  return lines;
}
