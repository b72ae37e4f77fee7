import type Database from 'libsql';

/** Grows with every change of what is kept about a session; other versions are judged anew. */
export const KEPT_VERSION = 1;

/** Findings of each session, remarks apart from alarms, which are read far more often. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS audit_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS audit_session (
  session TEXT PRIMARY KEY,
  stamp TEXT NOT NULL,
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

/** Makes the tables where they are missing. */
export function prepareTables(db: Database.Database): void {
  db.exec(SCHEMA);
}

/** Reads by which rules the kept findings were judged. */
export function readJudgedBy(db: Database.Database): string | undefined {
  const row = db.prepare("SELECT value FROM audit_state WHERE key = 'judged-by'").get() as
    | { value: string }
    | undefined;
  return row?.value;
}

/** Begins anew with other rules. */
export function beginAnew(db: Database.Database, judgedBy: string): void {
  db.exec('DELETE FROM audit_session');
  db.prepare("INSERT OR REPLACE INTO audit_state VALUES ('judged-by', ?)").run(judgedBy);
}

/** Reads the stamps with which sessions were judged. */
export function readStamps(db: Database.Database): Map<string, string> {
  const rows = db.prepare('SELECT session, stamp FROM audit_session').raw().all() as [
    string,
    string,
  ][];
  return new Map(rows);
}
