import { type Day, dayIn, inRange } from '@cco/calendar';
import type { UsageRow } from './usage-row.ts';

/** Which rows a report counts. */
export interface RowFilter {
  /** The time zone of the days, such as `Europe/Berlin`. */
  readonly zone: string;
  /** The first day that counts. @default no limit */
  readonly since?: Day | undefined;
  /** The last day that counts. @default no limit */
  readonly until?: Day | undefined;
  /** A project's name, its directory or its repository. @default all projects */
  readonly project?: string | undefined;
}

/**
 * Picks the rows that a report counts. Each report does so by itself.
 *
 * @throws RangeError when the zone is unknown.
 */
export function selectRows(rows: readonly UsageRow[], filter: RowFilter): readonly UsageRow[] {
  const { zone, since, until, project } = filter;
  let selected = rows;
  if (project !== undefined) selected = selected.filter((row) => isOfProject(row, project));
  if (since !== undefined || until !== undefined) {
    selected = selected.filter(({ time }) => inRange(dayIn(zone, time), { since, until }));
  }
  return selected;
}

/**
 * Picks the rows of the sessions that were active last.
 *
 * @param count - How many sessions.
 * @param lastMessages - When sessions were active last, where that is later than their usage.
 */
export function selectLastSessions(
  rows: readonly UsageRow[],
  count: number,
  lastMessages: ReadonlyMap<string, number>,
): readonly UsageRow[] {
  const lastTimes = new Map<string, number>();
  for (const { sessionId, time, lastTime = time } of rows) {
    const known = lastTimes.get(sessionId) ?? lastMessages.get(sessionId) ?? lastTime;
    lastTimes.set(sessionId, Math.max(lastTime, known));
  }
  const latest = [...lastTimes]
    .sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .slice(0, count);
  const ids = new Set(latest.map(([id]) => id));
  return rows.filter(({ sessionId }) => ids.has(sessionId));
}

/** Names the directory that a row counts for: worktrees count for their repository. */
export function projectDirectory({ repository, projectPath }: UsageRow): string {
  return repository ?? projectPath;
}

function isOfProject(row: UsageRow, project: string): boolean {
  if (row.project === project || row.projectPath === project || row.repository === project)
    return true;
  // A worktree has a name of its own, and is reported under that of its repository.
  return row.repository?.split(/[\\/]/).findLast((part) => part !== '') === project;
}
