import { dayIn, endOfDayIn, startOfDayIn } from '@cco/calendar';
import { activeSince, type Store } from '@cco/session-index/store';
import {
  type BlockRow,
  type BudgetOptions,
  blockReport,
  type PeriodSpending,
  spendingIn,
  type UsageRow,
} from '@cco/usage-reports';
import { type PriceOptions, readBlockRows, readUsageRows } from '@cco/usage-source';
import type { LiveFigures, Spending } from './live-figures.ts';

/** How usage is counted, and when. */
export interface CountOptions extends BudgetOptions, PriceOptions {}

const BLOCK_MS = 5 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** The longest period, and a day on which clocks were changed. */
const PERIOD_MS = 32 * DAY_MS;

/** Counts what the store knows of the present. */
export function countLiveFigures(store: Store, options: CountOptions): LiveFigures {
  const { zone, now, prices, mode } = options;
  const active = activeSince(store, { now, quietMs: BLOCK_MS }) ?? now;
  const since = Math.min(now - PERIOD_MS, active);
  const { rows } = readBlockRows(store, { since, places: false, prices, mode });
  const today = dayIn(zone, now);
  return {
    periods: {
      daily: spendingIn(rows, 'daily', options),
      weekly: spendingIn(rows, 'weekly', options),
      monthly: spendingIn(rows, 'monthly', options),
    },
    dayStart: startOfDayIn(zone, today),
    dayEnd: endOfDayIn(zone, today),
    block: activeBlock(rows, options),
  };
}

/**
 * Counts again what may have changed on the day on which figures were counted: today and the block.
 * It takes a fraction of the time, because it reads little and needs no calendar.
 */
export function recountLiveFigures(
  store: Store,
  before: LiveFigures,
  options: CountOptions,
): LiveFigures {
  const { now, prices, mode } = options;
  const { periods, dayStart, dayEnd, block } = before;
  const isActive = block !== null && now < Date.parse(block.endTime);
  const active = isActive
    ? Date.parse(block.startTime)
    : (activeSince(store, { now, quietMs: BLOCK_MS }) ?? now);
  const since = Math.min(dayStart, active);
  const { rows } = readBlockRows(store, { since, places: false, prices, mode });
  const today = sum(rows.filter(({ time }) => dayStart <= time && time <= dayEnd));
  const { cost, unpricedTokens } = periods.daily;
  const grown = (period: PeriodSpending): PeriodSpending => ({
    ...period,
    cost: period.cost - cost + today.cost,
    unpricedTokens: period.unpricedTokens - unpricedTokens + today.unpricedTokens,
  });
  return {
    ...before,
    periods: {
      daily: grown(periods.daily),
      weekly: grown(periods.weekly),
      monthly: grown(periods.monthly),
    },
    block: activeBlock(rows, options),
  };
}

/** Counts what the store knows of a session. */
export function countSession(store: Store, session: string, options: CountOptions): Spending {
  const { prices, mode } = options;
  return sum(readUsageRows(store, { session, places: false, prices, mode }).rows);
}

function activeBlock(rows: readonly UsageRow[], { zone, now }: CountOptions): BlockRow | null {
  return blockReport(rows, { zone, now, active: true }).blocks[0] ?? null;
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
