import { dayIn, endOfDayIn, startOfDayIn } from '@cco/calendar';
import { activeSince, type Store } from '@cco/session-index/store';
import { type BudgetOptions, blockReport, spendingIn } from '@cco/usage-reports';
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
  const [block = null] = blockReport(rows, { zone, now, active: true }).blocks;
  const today = dayIn(zone, now);
  return {
    periods: {
      daily: spendingIn(rows, 'daily', options),
      weekly: spendingIn(rows, 'weekly', options),
      monthly: spendingIn(rows, 'monthly', options),
    },
    dayStart: startOfDayIn(zone, today),
    dayEnd: endOfDayIn(zone, today),
    block,
  };
}

/** Counts what the store knows of a session. */
export function countSession(store: Store, session: string, options: CountOptions): Spending {
  const { prices, mode } = options;
  let cost = 0n;
  let unpricedTokens = 0;
  for (const row of readUsageRows(store, { session, places: false, prices, mode }).rows) {
    cost += row.cost ?? 0n;
    unpricedTokens += row.unpricedTokens;
  }
  return { cost, unpricedTokens };
}
