import { addDays, dayIn, monthOf, startOfDayIn, startOfMonth } from '@cco/calendar';
import { activeSince, type Store } from '@cco/session-index/store';
import { blockReport, type UsageRow } from '@cco/usage-reports';
import { type PriceOptions, readBlockRows, readUsageRows } from '@cco/usage-source';
import type { DayFigures, LiveFigures, Spending } from './live-figures.ts';

/** How usage is counted. */
export interface CountOptions extends PriceOptions {
  /** The time zone of the days. */
  readonly zone: string;
  /** The present, in milliseconds since 1970. */
  readonly now: number;
}

const BLOCK_MS = 5 * 3_600_000;
const WEEK_DAYS = 7;

/** Counts what the store knows of the present. */
export function countLiveFigures(store: Store, options: CountOptions): LiveFigures {
  const { zone, now, prices, mode } = options;
  const today = dayIn(zone, now);
  const month = startOfMonth(monthOf(today));
  const week = addDays(today, 1 - WEEK_DAYS);
  const firstDay = month < week ? month : week;
  const start = startOfDayIn(zone, firstDay);
  const active = activeSince(store, { now, quietMs: BLOCK_MS }) ?? start;
  const since = Math.min(start, active);
  const { rows } = readBlockRows(store, { since, places: false, prices, mode });
  const [block = null] = blockReport(rows, { zone, now, active: true }).blocks;
  const counted = rows.filter(({ time }) => dayIn(zone, time) >= firstDay);
  return { days: byDay(counted, zone), block };
}

/** Counts what the store knows of a session. */
export function countSession(store: Store, session: string, options: CountOptions): Spending {
  const { prices, mode } = options;
  return sum(readUsageRows(store, { session, places: false, prices, mode }).rows);
}

function byDay(rows: readonly UsageRow[], zone: string): DayFigures[] {
  const days = new Map<string, UsageRow[]>();
  for (const row of [...rows].sort((a, b) => a.time - b.time)) {
    const day = dayIn(zone, row.time);
    const known = days.get(day);
    if (known === undefined) days.set(day, [row]);
    else known.push(row);
  }
  return [...days.values()].map((own) => ({ time: own[0]?.time ?? 0, ...sum(own) }));
}

function sum(rows: readonly UsageRow[]): Spending {
  let cost = 0n;
  let unpricedTokens = 0;
  for (const row of rows) {
    cost += row.cost ?? 0n;
    unpricedTokens += row.unpricedTokens;
  }
  return { cost, unpricedTokens };
}
