import type Database from 'libsql';

/** Grows with every change of what is kept; what other versions kept is judged anew. */
export const KEPT_VERSION = 2;

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
  const { known } = db
    .prepare("SELECT count(*) AS known FROM sqlite_schema WHERE name = 'audit_state'")
    .get() as { known: number };
  if (known === 0) return undefined;
  const row = db.prepare("SELECT value FROM audit_state WHERE key = 'judged'").get() as
    | { value: string }
    | undefined;
  return row === undefined ? undefined : JSON.parse(row.value);
}

/** Notes how far all was judged. */
export function writeState(db: Database.Database, state: AuditState): void {
  db.prepare("INSERT OR REPLACE INTO audit_state VALUES ('judged', ?)").run(JSON.stringify(state));
}

/** Makes the tables, empty. */
export function beginAnew(db: Database.Database): void {
  for (const table of TABLES) db.exec(`DROP TABLE IF EXISTS ${table}`);
  db.exec(SCHEMA);
}

/** Does all of some work or nothing. */
export function inTransaction<Result>(db: Database.Database, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
