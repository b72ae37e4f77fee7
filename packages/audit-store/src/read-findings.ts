import { allRows, asBytes, decodeText, parseStored, statement } from '@cco/session-index/store';
import type Database from 'libsql';
import { type KeptFinding, type KeptSession, type PlacedFinding, restore } from './kept-finding.ts';

/** Which findings are wanted; what is left out is not asked for. Times in milliseconds since 1970. */
export interface FindingFilter {
  readonly since?: number | undefined;
  /** First moment that is not wanted any more. */
  readonly until?: number | undefined;
  /** Id of a session, or its beginning. */
  readonly session?: string | undefined;
  /** Chooses by project folder and working directory. */
  readonly wantsProject?: ((slug: string, cwd: string | undefined) => boolean) | undefined;
  /** Also findings that are no alarm. @default false */
  readonly remarks?: boolean | undefined;
}

/** A finding with the place of its call and the session's project. */
export type StoredFinding = PlacedFinding & {
  readonly slug: string;
  readonly projectPath: string | undefined;
};

/** Findings that were asked for, and what they were found among. */
export interface StoredFindings {
  readonly findings: readonly StoredFinding[];
  readonly calls: number;
  readonly sessions: number;
  /** Remarks that were left out. */
  readonly hiddenRemarks: number;
  /** Those of them that say that a command could not be read. */
  readonly hiddenUnread: number;
}

const QUARTER_MS = 900_000;

interface Row {
  readonly session: string;
  readonly slug: string;
  readonly cwd: string | null;
  readonly first_time: number | null;
  readonly last_time: number | null;
  readonly calls: number;
  readonly files: string;
  readonly alarms: string;
  readonly remark_count: number;
  readonly unread_count: number;
}

const COLUMNS =
  'session, slug, cwd, first_time, last_time, calls, files, alarms, remark_count, unread_count';

/** Reads kept findings. `refreshFindings` has to be called before. */
export function readFindings(db: Database.Database, filter: FindingFilter = {}): StoredFindings {
  const { wantsProject, remarks: withRemarks = false } = filter;
  const findings: StoredFinding[] = [];
  let calls = 0;
  let sessions = 0;
  let hiddenRemarks = 0;
  let hiddenUnread = 0;
  for (const row of rowsOf(db, filter)) {
    const cwd = row.cwd ?? undefined;
    if (wantsProject?.(row.slug, cwd) === false) continue;
    const isWhole = isWithin(row, filter);
    const own = isWhole ? row.calls : countIn(more(db, row.session, 'quarters'), filter);
    if (own === 0) continue;
    calls += own;
    sessions++;
    const kept: KeptFinding[] = row.alarms === '[]' ? [] : parseStored(row.alarms);
    if (row.remark_count > 0 && (withRemarks || !isWhole)) {
      const remarks: KeptFinding[] = more(db, row.session, 'remarks');
      if (withRemarks) kept.push(...remarks);
      else {
        const wanted = remarks.filter(({ t: time }) => isWanted(time, filter));
        hiddenRemarks += wanted.length;
        hiddenUnread += wanted.filter(({ r: rule }) => rule === 'unparsed').length;
      }
    } else {
      hiddenRemarks += row.remark_count;
      hiddenUnread += row.unread_count;
    }
    if (kept.length === 0) continue;
    const session: KeptSession = { session: row.session, cwd, files: parseStored(row.files) };
    for (const one of kept) {
      if (!isWhole && !isWanted(one.t, filter)) continue;
      const finding = restore(one, session);
      findings.push(Object.assign(finding, { slug: row.slug, projectPath: cwd }));
    }
  }
  return { findings, calls, sessions, hiddenRemarks, hiddenUnread };
}

function rowsOf(db: Database.Database, { since, until, session }: FindingFilter): Row[] {
  const parts: [string, string | number | undefined][] = [
    ['coalesce(last_time, 0) >= ?', since],
    ['coalesce(first_time, 0) < ?', until],
    ['substr(session, 1, length(?1)) = ?1', session],
  ];
  const given = parts.filter((part): part is [string, string | number] => part[1] !== undefined);
  const where = given.map(([sql]) => sql.replaceAll('?1', '?')).join(' AND ') || 'true';
  const values = given.flatMap(([sql, value]) => (sql.includes('?1') ? [value, value] : [value]));
  const rows = allRows<Value[]>(db, COLUMNS, `audit_session WHERE ${where}`, ...values);
  const names = COLUMNS.split(', ');
  return rows.map((row) => Object.fromEntries(row.map((value, at) => [names[at], value])) as never);
}

type Value = string | number | null;

/** Reads a column that is seldom wanted. */
function more<Kept>(db: Database.Database, session: string, column: string): Kept {
  const read = `SELECT ${asBytes(column)} FROM audit_session WHERE session = ?`;
  return parseStored(decodeText((statement(db, read).get(session) as [Uint8Array])[0]));
}

/** Whether all of a session is wanted. */
function isWithin(row: Row, { since, until }: FindingFilter): boolean {
  return (
    (since === undefined || (row.first_time ?? -1) >= since) &&
    (until === undefined || (row.last_time ?? Infinity) < until)
  );
}

function isWanted(time: number | undefined, { since, until }: FindingFilter): boolean {
  if (time === undefined) return since === undefined && until === undefined;
  return (since === undefined || time >= since) && (until === undefined || time < until);
}

/** Counts calls of the quarter hours that a range touches; a day's borders are exact. */
function countIn(
  quarters: Readonly<Record<string, number>>,
  { since, until }: FindingFilter,
): number {
  let sum = 0;
  for (const [quarter, count] of Object.entries(quarters)) {
    const time = Number(quarter) * QUARTER_MS;
    const isTouched = time + QUARTER_MS > (since ?? 0) && time < (until ?? Infinity);
    if (Number(quarter) >= 0 && isTouched) sum += count;
  }
  return sum;
}
