import type Database from 'libsql';

/** Grows with every change of what is kept; other versions are judged anew. */
const KEPT_VERSION = 1;

/** Findings of each session, remarks apart from alarms, which are read far more often. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS audit_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS audit_session (
  session TEXT PRIMARY KEY,
  slug TEXT NOT NULL,
  cwd TEXT,
  first_time INTEGER,
  last_time INTEGER,
  calls INTEGER NOT NULL,
  quarters TEXT NOT NULL,
  alarms TEXT NOT NULL,
  remarks TEXT NOT NULL,
  remark_count INTEGER NOT NULL
) STRICT`;

/** What was judged: by which rules, up to which calls. */
export interface AuditState {
  readonly judgedBy: string;
  readonly revision: number;
}

/** Makes the tables where they are missing. */
export function prepareTables(db: Database.Database): void {
  db.exec(SCHEMA);
}

/** Reads what was judged so far. */
export function readState(db: Database.Database): AuditState | undefined {
  const value = read(db, `state-${KEPT_VERSION}`);
  return value === undefined ? undefined : JSON.parse(value);
}

/** Keeps what was judged. */
export function writeState(db: Database.Database, state: AuditState): void {
  db.prepare('INSERT OR REPLACE INTO audit_state VALUES (?, ?)').run(
    `state-${KEPT_VERSION}`,
    JSON.stringify(state),
  );
}

function read(db: Database.Database, key: string): string | undefined {
  const row = db.prepare('SELECT value FROM audit_state WHERE key = ?').get(key) as
    | { value: string }
    | undefined;
  return row?.value;
}
