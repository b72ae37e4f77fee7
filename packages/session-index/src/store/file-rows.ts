import type Database from 'libsql';
import type { ReadState } from './read-transcript.ts';

/** A file as the store knows it. */
export interface FileRow {
  readonly id: number;
  readonly path: string;
  readonly slug: string;
  readonly session: string;
  readonly agent: string | undefined;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
  readonly isArchived: boolean;
  readonly state: ReadState;
}

const COLUMNS =
  'id, path, slug, session, agent, size, mtime, ino, archived, next_offset, next_line, seam, facts,' +
  ' named_session, cost_state';

/** What a walk compares with: little of each file, since there may be a hundred thousand. */
export interface KnownFile {
  readonly id: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
  readonly isArchived: boolean;
}

/** Lists all files by path. */
export function knownFiles(db: Database.Database): Map<string, KnownFile> {
  const rows = db.prepare('SELECT path, id, size, mtime, ino, archived FROM file').raw().all();
  const known = new Map<string, KnownFile>();
  for (const row of rows as unknown as [string, number, number, number, number, number][]) {
    const [path, id, size, mtimeMs, ino, archived] = row;
    known.set(path, { id, size, mtimeMs, ino, isArchived: archived !== 0 });
  }
  return known;
}

/** Looks one file up by its path. */
export function fileAt(db: Database.Database, path: string): FileRow | undefined {
  const row = db.prepare(`SELECT ${COLUMNS} FROM file WHERE path = ?`).raw().get(path);
  return row ? toFileRow(row as unknown as RawFile) : undefined;
}

/** Lists all files with all that is known of them. */
export function allFiles(db: Database.Database): FileRow[] {
  const rows = db.prepare(`SELECT ${COLUMNS} FROM file ORDER BY path`).raw().all();
  return (rows as unknown as RawFile[]).map(toFileRow);
}

/** Writes a file's row, new or not, and gives its id. */
export function putFile(db: Database.Database, file: Omit<FileRow, 'id'>): number {
  const { state } = file;
  db.prepare(
    `INSERT INTO file (${COLUMNS}) VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
     ON CONFLICT (path) DO UPDATE SET slug = excluded.slug, session = excluded.session,
       agent = excluded.agent, size = excluded.size, mtime = excluded.mtime, ino = excluded.ino,
       archived = excluded.archived, next_offset = excluded.next_offset,
       next_line = excluded.next_line, seam = excluded.seam, facts = excluded.facts,
       named_session = excluded.named_session, cost_state = excluded.cost_state`,
  ).run(
    file.path,
    file.slug,
    file.session,
    file.agent ?? null,
    file.size,
    file.mtimeMs,
    file.ino,
    file.isArchived ? 1 : 0,
    state.next.offset,
    state.next.line,
    state.seam,
    JSON.stringify(state.facts),
    state.namedSession ?? null,
    state.costState ?? null,
  );
  const row = db.prepare('SELECT id FROM file WHERE path = ?').raw().get(file.path);
  return (row as unknown as [number])[0];
}

type RawFile = [
  number,
  string,
  string,
  string,
  string | null,
  number,
  number,
  number,
  number,
  number,
  number,
  string,
  string,
  string | null,
  string | null,
];

function toFileRow(row: RawFile): FileRow {
  const [id, path, slug, session, agent, size, mtimeMs, ino, archived, offset, line, seam] = row;
  const [facts, namedSession, costState] = row.slice(12) as [string, string | null, string | null];
  return {
    id,
    path,
    slug,
    session,
    agent: agent ?? undefined,
    size,
    mtimeMs,
    ino,
    isArchived: archived !== 0,
    state: {
      next: { offset, line },
      seam,
      facts: JSON.parse(facts),
      namedSession: namedSession ?? undefined,
      costState: costState ?? undefined,
    },
  };
}
