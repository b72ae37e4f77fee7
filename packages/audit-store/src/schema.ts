import { asBytes, decodeText, parseStored, statement, storedJson } from '@cco/session-index/store';
import type Database from 'libsql';

/** Grows with every change of what is kept; what other versions kept is judged anew. */
export const KEPT_VERSION = 3;

const TABLES = ['audit_state', 'audit_session', 'audit_call'] as const;

/**
 * - `audit_state`: by which rules all was judged, and up to which change of the calls.
 * - `audit_session`: what was found in each session up to a change; remarks apart from alarms, which
 *   are read far more often. `memory`: what its later calls have to know of its earlier ones.
 * - `audit_call`: hashes of the identities of all calls, with the file that each is judged in.
 */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS audit_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS audit_session (
  session TEXT PRIMARY KEY,
  change INTEGER NOT NULL,
  slug TEXT NOT NULL,
  cwd TEXT,
  first_time INTEGER,
  last_time INTEGER,
  calls INTEGER NOT NULL,
  quarters TEXT NOT NULL,
  files TEXT NOT NULL,
  alarms TEXT NOT NULL,
  remarks TEXT NOT NULL,
  remark_count INTEGER NOT NULL,
  unread_count INTEGER NOT NULL,
  memory TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS audit_call (hash INTEGER PRIMARY KEY, file INTEGER NOT NULL) STRICT`;

/** By which rules the calls were judged, and up to which change; undefined before the first time. */
export interface AuditState {
  readonly judgedBy: string;
  readonly change: number;
}

/** Reads how far all was judged. */
export function readState(db: Database.Database): AuditState | undefined {
  return isKept(db) ? readValue<AuditState>(db, 'judged') : undefined;
}

/** Tells whether anything was ever judged. */
export function isKept(db: Database.Database): boolean {
  const sql = "SELECT 1 FROM sqlite_schema WHERE name = 'audit_state'";
  return statement(db, sql).get() !== undefined;
}

/** Notes how far all was judged. */
export function writeState(db: Database.Database, state: AuditState): void {
  writeValue(db, 'judged', state);
}

/** Makes the tables, empty. */
export function beginAnew(db: Database.Database): void {
  for (const table of TABLES) db.exec(`DROP TABLE IF EXISTS ${table}`);
  db.exec(SCHEMA);
}

/** Lists sessions that have to be judged from their beginning, because others were forgotten. */
export function readAgain(db: Database.Database): string[] {
  return readValue<string[]>(db, 'again') ?? [];
}

/** Notes which sessions have to be judged from their beginning. */
export function keepAgain(db: Database.Database, sessions: readonly string[]): void {
  if (sessions.length === 0) statement(db, "DELETE FROM audit_state WHERE key = 'again'").run();
  else writeValue(db, 'again', sessions);
}

function readValue<Value>(db: Database.Database, key: string): Value | undefined {
  const read = `SELECT ${asBytes('value')} FROM audit_state WHERE key = ?`;
  const row = statement(db, read).get(key) as [Uint8Array] | undefined;
  return row && parseStored<Value>(decodeText(row[0]));
}

function writeValue(db: Database.Database, key: string, value: unknown): void {
  statement(db, 'INSERT OR REPLACE INTO audit_state VALUES (?, ?)').run(key, storedJson(value));
}
