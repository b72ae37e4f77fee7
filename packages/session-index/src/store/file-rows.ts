import type Database from 'libsql';
import type { KnownFile } from '../plan-refresh.ts';
import type { TranscriptFacts } from '../transcript-facts.ts';
import type { ReadState } from './read-transcript.ts';
import { allRows, type Bindable, insertRows, statement } from './statements.ts';
import { asBytes, decodeRow, parseStored, storedJson, wellFormedJson } from './stored-text.ts';

/** A file as the store knows it. */
export interface FileRow {
  readonly id: number;
  readonly path: string;
  readonly slug: string;
  readonly session: string;
  readonly agent: string | undefined;
  readonly size: number;
  /** Microseconds since 1970. */
  readonly mtime: number;
  readonly ino: number;
  readonly isArchived: boolean;
  readonly state: ReadState;
}

const COLUMNS =
  'id, path, slug, session, agent, size, mtime, ino, archived, next_offset, next_line, seam, ' +
  'facts, named_session, cost_state';
const WIDTH = COLUMNS.split(', ').length;
const NUMBERS = new Set(['id', 'size', 'mtime', 'ino', 'archived', 'next_offset', 'next_line']);
/** The columns as they are read. */
const READ = COLUMNS.split(', ')
  .map((column) => (NUMBERS.has(column) ? column : asBytes(column)))
  .join(', ');

/** Lists all files by path. */
export function knownFiles(db: Database.Database): Map<string, KnownFile> {
  const rows = allRows<[string, number, number, number, number, number]>(
    db,
    'path, id, size, mtime, ino, archived',
    'file',
  );
  const files = new Map<string, KnownFile>();
  for (const [path, id, size, mtime, ino, archived] of rows) {
    files.set(path, { id, size, mtime, ino, isArchived: archived !== 0 });
  }
  return files;
}

/** Gives the facts of the transcripts of sessions that are there, by path. */
export function knownFacts(db: Database.Database): Map<string, TranscriptFacts> {
  return new Map(
    allRows<[string, TranscriptFacts]>(
      db,
      'path, json(facts)',
      'file WHERE agent IS NULL AND NOT archived',
    ),
  );
}

/**
 * Gives the latest time of a message in subagents' transcripts that are there, by session, in
 * milliseconds since 1970.
 */
export function subagentTimes(db: Database.Database): Map<string, number> {
  const time = "json_extract(facts, '$.lastTime')";
  return new Map(
    allRows<[string, number]>(
      db,
      'session, time',
      `(SELECT session, max(${time}) AS time FROM file WHERE agent IS NOT NULL AND NOT archived
        GROUP BY session HAVING time IS NOT NULL)`,
    ),
  );
}

/** Looks one file up by its path. */
export function fileAt(db: Database.Database, path: string): FileRow | undefined {
  const row = statement(db, `SELECT ${READ} FROM file WHERE path = ?`).get(path);
  return row ? toFileRow(row as RawFile) : undefined;
}

/** Lists all files with all that is known of them. */
export function allFiles(db: Database.Database): FileRow[] {
  const rows = statement(db, `SELECT ${READ} FROM file ORDER BY path`).all();
  return (rows as RawFile[]).map(toFileRow);
}

/** Looks files up by their paths. */
export function filesAt(db: Database.Database, paths: readonly string[]): Map<string, FileRow> {
  const rows = statement(
    db,
    `WITH wanted AS MATERIALIZED (SELECT value AS wanted_path FROM json_each(?))
     SELECT ${READ} FROM wanted CROSS JOIN file ON path = wanted_path`,
  ).all(JSON.stringify(paths));
  const files = (rows as RawFile[]).map(toFileRow);
  return new Map(files.map((file) => [file.path, file]));
}

/** Gives the id that the next new file may have. Ids are not given twice while files remain. */
export function nextFileId(db: Database.Database): number {
  const row = statement(db, 'SELECT coalesce(max(id), 0) + 1 FROM file').get();
  return (row as unknown as [number])[0];
}

/** Writes rows of files, new or not. */
export function putFiles(db: Database.Database, files: readonly FileRow[]): void {
  const updates = COLUMNS.split(', ')
    .slice(1)
    .map((column) => `${column} = excluded.${column}`);
  insertRows(
    db,
    `file (${COLUMNS})`,
    WIDTH,
    files.map(toRow),
    ` ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
  );
}

function toRow(file: FileRow): Bindable[] {
  const { state } = file;
  return [
    file.id,
    file.path,
    file.slug,
    file.session,
    file.agent ?? null,
    file.size,
    file.mtime,
    file.ino,
    file.isArchived ? 1 : 0,
    state.next.offset,
    state.next.line,
    state.seam,
    storedJson(state.facts),
    state.namedSession ?? null,
    state.costState === undefined ? null : wellFormedJson(state.costState),
  ];
}

/** A row of the table, as SQLite keeps it. */
export type RawFile = [
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

/** Reads a row of the table. */
export function toFileRow(raw: RawFile): FileRow {
  const row = decodeRow(raw);
  const [id, path, slug, session, agent, size, mtime, ino, archived, offset, line, seam] = row;
  const [facts, namedSession, costState] = row.slice(12) as [string, string | null, string | null];
  return {
    id,
    path,
    slug,
    session,
    agent: agent ?? undefined,
    size,
    mtime,
    ino,
    isArchived: archived !== 0,
    state: {
      next: { offset, line },
      seam,
      facts: parseStored(facts),
      namedSession: namedSession ?? undefined,
      costState: costState ?? undefined,
    },
  };
}
