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

/** What sessions were judged to be, in a database. */
export interface JudgedSessions {
  read(session: string): JudgedSession | undefined;
  write(judged: JudgedSession): void;
}

const WRITE = `INSERT OR REPLACE INTO audit_session (session, change, slug, cwd, first_time, last_time,
   calls, quarters, files, alarms, remarks, remark_count, unread_count, memory)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Opens what is kept about sessions. */
export function openJudgedSessions(db: Database.Database): JudgedSessions {
  const select = db.prepare('SELECT * FROM audit_session WHERE session = ?');
  const insert = db.prepare(WRITE);
  return {
    read(session) {
      const row = select.get(session) as Row | undefined;
      return row && judgedSession(session, row);
    },
    write(judged) {
      insert.run(...valuesOf(judged));
    },
  };
}

function judgedSession(session: string, row: Row): JudgedSession {
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

function valuesOf(judged: JudgedSession): (string | number | null)[] {
  const { session, change, slug, cwd, firstTime, lastTime, calls } = judged;
  const { quarters, files, alarms, remarks, memory } = judged;
  const lists = [quarters, files, alarms, remarks].map((value) => JSON.stringify(value));
  const unread = remarks.filter(({ r: rule }) => rule === 'unparsed').length;
  return [
    ...[session, change, slug, cwd ?? null, firstTime ?? null, lastTime ?? null, calls],
    ...lists,
    ...[remarks.length, unread, JSON.stringify(memory)],
  ];
}
