import type { Finding } from '@cco/audit-rules';
import type Database from 'libsql';
import { type KeptFinding, QUARTER_MS, restore } from './judge-session.ts';

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
export interface StoredFinding extends Finding {
  readonly place?: { readonly file: string; readonly line: number } | undefined;
  readonly slug: string;
  readonly projectPath: string | undefined;
}

/** Findings that were asked for, and what they were found among. */
export interface StoredFindings {
  readonly findings: readonly StoredFinding[];
  readonly calls: number;
  readonly sessions: number;
  /** Remarks that were left out. */
  readonly hiddenRemarks: number;
}

interface Row {
  readonly session: string;
  readonly slug: string;
  readonly cwd: string | null;
  readonly first_time: number | null;
  readonly last_time: number | null;
  readonly calls: number;
  readonly alarms: string;
  readonly remark_count: number;
}

/** Reads kept findings. `refreshFindings` has to be called before. */
export function readFindings(db: Database.Database, filter: FindingFilter = {}): StoredFindings {
  const { since, until, session, wantsProject, remarks: withRemarks = false } = filter;
  const parts: [string, string | number | undefined][] = [
    ['coalesce(last_time, 0) >= ?', since],
    ['coalesce(first_time, 0) < ?', until],
    ['substr(session, 1, length(?1)) = ?1', session],
  ];
  const given = parts.filter(([, value]) => value !== undefined);
  const where =
    given.length === 0
      ? ''
      : ` WHERE ${given.map(([sql]) => sql.replaceAll('?1', '?')).join(' AND ')}`;
  const values = given.flatMap(([sql, value]) => (sql.includes('?1') ? [value, value] : [value]));
  const columns = 'session, slug, cwd, first_time, last_time, calls, alarms, remark_count';
  const rows = db.prepare(`SELECT ${columns} FROM audit_session${where}`).all(...values) as Row[];
  const more = (name: string, column: string): string =>
    (
      db.prepare(`SELECT ${column} AS text FROM audit_session WHERE session = ?`).get(name) as {
        text: string;
      }
    ).text;

  const isWanted = ({ call }: Pick<KeptFinding, 'call'>): boolean => {
    const time = call.time === undefined ? undefined : Date.parse(call.time);
    if (time === undefined) return since === undefined && until === undefined;
    return (since === undefined || time >= since) && (until === undefined || time < until);
  };
  const findings: StoredFinding[] = [];
  let calls = 0;
  let sessions = 0;
  let hiddenRemarks = 0;
  for (const row of rows) {
    const cwd = row.cwd ?? undefined;
    if (wantsProject?.(row.slug, cwd) === false) continue;
    const isWhole =
      (since === undefined || (row.first_time ?? -1) >= since) &&
      (until === undefined || (row.last_time ?? Infinity) < until);
    const own = isWhole ? row.calls : countIn(JSON.parse(more(row.session, 'quarters')), filter);
    if (own === 0) continue;
    calls += own;
    sessions++;
    const kept: KeptFinding[] = JSON.parse(row.alarms);
    if (withRemarks || (!isWhole && row.remark_count > 0)) {
      const remarks: KeptFinding[] = JSON.parse(more(row.session, 'remarks'));
      if (withRemarks) kept.push(...remarks);
      else hiddenRemarks += remarks.filter(isWanted).length;
    } else hiddenRemarks += row.remark_count;
    for (const one of kept) {
      if (isWhole || isWanted(one))
        findings.push({ ...restore(one), slug: row.slug, projectPath: cwd });
    }
  }
  return { findings, calls, sessions, hiddenRemarks };
}

/** Counts calls of quarter hours, to which a day's borders are exact. */
function countIn(
  quarters: Readonly<Record<string, number>>,
  { since, until }: FindingFilter,
): number {
  let sum = 0;
  for (const [quarter, count] of Object.entries(quarters)) {
    const time = Number(quarter) * QUARTER_MS;
    if (Number(quarter) >= 0 && time >= (since ?? 0) && time < (until ?? Infinity)) sum += count;
  }
  return sum;
}
