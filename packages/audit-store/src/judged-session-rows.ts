import type Database from 'libsql';
import type { JudgedSession } from './judge-session.ts';

interface Row {
  readonly change: number;
  readonly slug: string;
  readonly cwd: string | null;
  readonly first_time: number | null;
  readonly last_time: number | null;
  readonly calls: number;
  readonly quarters: string;
  readonly files: string;
  readonly alarms: string;
  readonly remarks: string;
  readonly memory: string;
}

/** Reads what a session was judged to be. */
export function readJudgedSession(
  db: Database.Database,
  session: string,
): JudgedSession | undefined {
  const row = db.prepare('SELECT * FROM audit_session WHERE session = ?').get(session) as
    | Row
    | undefined;
  if (row === undefined) return undefined;
  return {
    session,
    change: row.change,
    slug: row.slug,
    cwd: row.cwd ?? undefined,
    firstTime: row.first_time ?? undefined,
    lastTime: row.last_time ?? undefined,
    calls: row.calls,
    quarters: JSON.parse(row.quarters),
    files: JSON.parse(row.files),
    alarms: JSON.parse(row.alarms),
    remarks: JSON.parse(row.remarks),
    memory: JSON.parse(row.memory),
  };
}

/** Keeps what a session was judged to be. */
export function writeJudgedSession(db: Database.Database, judged: JudgedSession): void {
  const { session, change, slug, cwd, firstTime, lastTime, calls } = judged;
  const { quarters, files, alarms, remarks, memory } = judged;
  const unread = remarks.filter(({ r: rule }) => rule === 'unparsed').length;
  db.prepare(
    `INSERT OR REPLACE INTO audit_session (session, change, slug, cwd, first_time, last_time, calls,
       quarters, files, alarms, remarks, remark_count, unread_count, memory)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    session,
    change,
    slug,
    cwd ?? null,
    firstTime ?? null,
    lastTime ?? null,
    calls,
    JSON.stringify(quarters),
    JSON.stringify(files),
    JSON.stringify(alarms),
    JSON.stringify(remarks),
    remarks.length,
    unread,
    JSON.stringify(memory),
  );
}
