import { dayIn, inRange } from '@cco/calendar';
import { frameOf, groupRows, type ReportFrame, type ReportOptions, sortByCost } from './report.ts';
import { selectLastSessions, selectRows } from './select-rows.ts';
import { type UsageByModel, usageOf } from './usage-figures.ts';
import type { UsageRow } from './usage-row.ts';

/** The usage of one session, its subagents included. */
export interface SessionRow extends UsageByModel {
  readonly sessionId: string;
  /** The name of the project it was last in. */
  readonly project: string;
  /** The directory it was last in. */
  readonly projectPath: string;
  /** ISO 8601, UTC. */
  readonly firstActivity: string;
  /** ISO 8601, UTC. */
  readonly lastActivity: string;
}

/** Usage by session. */
export interface SessionReport extends ReportFrame {
  readonly sessions: readonly SessionRow[];
}

/** What reports by session can be told. */
export interface SessionOptions extends ReportOptions {
  /** Counts only this many sessions, those that were active last. @default all */
  readonly last?: number | undefined;
  /**
   * When sessions were active last, by id, in milliseconds since 1970: prompts that nobody answered
   * have no usage. Counts where it lies on the days of the report. @default the last usage
   */
  readonly lastMessages?: ReadonlyMap<string, number> | undefined;
}

/**
 * Reports usage by session.
 *
 * @throws RangeError when the zone is unknown.
 */
export function sessionReport(rows: readonly UsageRow[], options: SessionOptions): SessionReport {
  const filtered = selectRows(rows, options);
  const lastMessages = messagesInRange(options);
  const selected =
    options.last === undefined
      ? filtered
      : selectLastSessions(filtered, options.last, lastMessages);
  const sessions = [...groupRows(selected, ({ sessionId }) => sessionId)].map(([id, group]) =>
    sessionRow(id, group, lastMessages.get(id)),
  );
  return {
    sessions: sortByCost(sessions, ({ sessionId }) => sessionId, options.order),
    ...frameOf(selected, options.skippedLines),
  };
}

function messagesInRange(options: SessionOptions): ReadonlyMap<string, number> {
  const { lastMessages = new Map<string, number>(), zone, since, until } = options;
  if (since === undefined && until === undefined) return lastMessages;
  return new Map(
    [...lastMessages].filter(([, time]) => inRange(dayIn(zone, time), { since, until })),
  );
}

function sessionRow(
  sessionId: string,
  rows: readonly UsageRow[],
  lastMessage = Number.NEGATIVE_INFINITY,
): SessionRow {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let place: UsageRow | undefined;
  for (const row of rows) {
    const { time, lastTime = time } = row;
    first = Math.min(first, time);
    if (place === undefined || lastTime > last || (lastTime === last && isBefore(place, row))) {
      place = row;
    }
    last = Math.max(last, lastTime);
  }
  return {
    sessionId,
    project: place?.project ?? '',
    projectPath: place?.projectPath ?? '',
    firstActivity: new Date(first).toISOString(),
    lastActivity: new Date(Math.max(last, lastMessage)).toISOString(),
    ...usageOf(rows),
  };
}

/** Rows of the same moment need an order of their own, or the order of the input would show. */
function isBefore(a: UsageRow, b: UsageRow): boolean {
  if (a.projectPath !== b.projectPath) return a.projectPath < b.projectPath;
  return a.project < b.project;
}
