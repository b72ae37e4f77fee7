import { DAY_MS, type DayNumber, type OffsetSpan, offsetSpans } from '@cco/calendar';
import {
  countArchived,
  type DayGrouping,
  QUARTER_MS,
  readDaySums,
  type Store,
} from '@cco/session-index/store';
import type { UsageRow } from '@cco/usage-reports';
import { priceEdges } from './price-edges.ts';
import { createPricer } from './pricer.ts';
import { FIRST_TIME, isTimed, LAST_TIME, type RowOrigin, toUsageRow } from './usage-row.ts';
import {
  canUseSums,
  readUsageRows,
  smallestPrompt,
  type UsageQuery,
  type UsageRows,
} from './usage-rows.ts';

/** Usage for reports over time and by model. */
export interface DayQuery extends UsageQuery {
  /** The time zone of the days. */
  readonly zone: string;
}

/** What rows of whole days have in place of a session and a project. */
const NOBODY: RowOrigin = { sessionId: '', project: '', projectPath: '' };

/** Each makes the SQL longer; centuries of usage have more than anybody's. */
const MOST_CHANGES = 200;

/**
 * Reads and prices usage for reports that look at days and models alone: the same as
 * `readUsageRows`, but summed up over all sessions of a day, so that rows grow with the days and not
 * with the sessions. They name no session and no project.
 *
 * Some zones changed their clocks within a quarter hour, or had an offset with seconds, long ago:
 * usage of those days is read as `readUsageRows` does.
 *
 * @example
 * const { rows } = readDayRows(store, { zone: 'Asia/Kolkata' });
 * dailyReport(rows, { zone: 'Asia/Kolkata' }).totals.totalCost; // 12.0871
 */
export function readDayRows(store: Store, query: DayQuery): UsageRows {
  if (!canUseSums(query.prices)) return readUsageRows(store, query);
  const sums = readDaySums(store, (days) => groupingOf(days, query), query);
  if (sums === undefined) return readUsageRows(store, query);
  const pricer = createPricer(query);
  const rows: UsageRow[] = [];
  let untimedMessages = 0;
  for (const sum of sums) {
    const { firstTime: time } = sum;
    if (isTimed(time)) {
      const promptTokens = smallestPrompt(sum);
      rows.push(toUsageRow(sum, NOBODY, { pricer, time, promptTokens }));
    } else untimedMessages += sum.messages;
  }
  return {
    rows,
    untimedMessages,
    withoutFastPrice: [...pricer.withoutFastPrice].sort(),
    archived: countArchived(store, query, [FIRST_TIME, LAST_TIME]),
  };
}

/** Tells where days and prices change; undefined where a quarter hour is no part of one day. */
function groupingOf(
  days: readonly DayNumber[],
  { zone, prices }: DayQuery,
): DayGrouping | undefined {
  const offsets = offsetSpans(zone, days.filter(isInCalendar));
  if (offsets.length > MOST_CHANGES || !offsets.every(isOfQuarters)) return undefined;
  const edges = [FIRST_TIME, ...priceEdges(prices).times, LAST_TIME + 1];
  return { offsets, edges: edgesWithin(days, edges) };
}

function isInCalendar(day: DayNumber): boolean {
  return isTimed(day * DAY_MS);
}

function isOfQuarters({ from, offset }: OffsetSpan): boolean {
  return from % QUARTER_MS === 0 && offset % QUARTER_MS === 0;
}

/** Leaves out what lies before or after all days. */
function edgesWithin(days: readonly DayNumber[], edges: readonly number[]): number[] {
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  return edges.filter((edge) => edge > first * DAY_MS && edge < (last + 1) * DAY_MS);
}
