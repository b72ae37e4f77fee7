import { asBytes, decodeRow, parseStored, statement, storedJson } from '@cco/session-index/store';
import type Database from 'libsql';
import type { JudgedSession } from './judge-session.ts';

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
  const select = statement(db, `SELECT ${READ.join(', ')} FROM audit_session WHERE session = ?`);
  const insert = statement(db, WRITE);
  return {
    read(session) {
      const row = select.get(session) as Row | undefined;
      return row && judgedSession(session, decodeRow(row));
    },
    write(judged) {
      insert.run(...valuesOf(judged));
    },
  };
}

const TEXTS = ['slug', 'cwd', 'quarters', 'files', 'alarms', 'remarks', 'memory'].map(asBytes);
const READ = ['change', 'first_time', 'last_time', 'calls', ...TEXTS];

type Row = readonly [
  change: number,
  firstTime: number | null,
  lastTime: number | null,
  calls: number,
  slug: string,
  cwd: string | null,
  quarters: string,
  files: string,
  alarms: string,
  remarks: string,
  memory: string,
];

function judgedSession(session: string, row: Row): JudgedSession {
  const [change, firstTime, lastTime, calls, slug, cwd, ...texts] = row;
  const [quarters, files, alarms, remarks, memory] = texts;
  return {
    session,
    change,
    slug,
    cwd: cwd ?? undefined,
    firstTime: firstTime ?? undefined,
    lastTime: lastTime ?? undefined,
    calls,
    quarters: parseStored(quarters),
    files: parseStored(files),
    alarms: parseStored(alarms),
    remarks: parseStored(remarks),
    memory: parseStored(memory),
  };
}

function valuesOf(judged: JudgedSession): (string | number | null)[] {
  const { session, change, slug, cwd, firstTime, lastTime, calls } = judged;
  const { quarters, files, alarms, remarks, memory } = judged;
  const lists = [quarters, files, alarms, remarks].map((value) => storedJson(value));
  const unread = remarks.filter(({ r: rule }) => rule === 'unparsed').length;
  return [
    ...[session, change, slug, cwd ?? null, firstTime ?? null, lastTime ?? null, calls],
    ...lists,
    ...[remarks.length, unread, storedJson(memory)],
  ];
}
