import {
  type Day,
  dayIn,
  inRange,
  lastDays,
  lastMonths,
  lastWeeks,
  type Weekday,
} from '@cco/calendar';
import { toDollars } from './dollars.ts';
import type { Budget, BudgetPeriod } from './parse-budgets.ts';
import type { UsageRow } from './usage-row.ts';

/** The shares of a budget, in per cent, at which people want to hear of it. */
export const BUDGET_LEVELS = [50, 75, 90, 100] as const;

/** The highest level that was reached; 0 below all of them. */
export type BudgetLevel = 0 | (typeof BUDGET_LEVELS)[number];

/** How much of a budget is used. Amounts in dollars. */
export interface BudgetStatus {
  readonly period: BudgetPeriod;
  /** The period that counts: its first day. */
  readonly since: Day;
  /** Today. */
  readonly until: Day;
  readonly limit: number;
  readonly used: number;
  /** 0 once everything is used. */
  readonly remaining: number;
  /** Hundredths are cut off, so that 100 means what it says; may be more. */
  readonly percent: number;
  readonly level: BudgetLevel;
  /** More was used than the limit. */
  readonly isExceeded: boolean;
  /** Tokens of the period without a price: `used` does not contain them. */
  readonly unpricedTokens: number;
}

/** When and where budgets are looked at. */
export interface BudgetOptions {
  /** The time zone of the days. */
  readonly zone: string;
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  /** The day on which weeks begin. @default 'sunday' */
  readonly weekStart?: Weekday | undefined;
}

/**
 * Tells how much of each budget is used in its present period, in the order of the budgets. Pass
 * all rows: no filter of a report applies to a budget.
 *
 * @throws RangeError when the zone is unknown.
 *
 * @example
 * const parsed = parseBudgets('daily=5');
 * if (parsed.ok) budgetStatus(rows, parsed.budgets, { zone: 'UTC', now })[0]?.level; // 75
 */
export function budgetStatus(
  rows: readonly UsageRow[],
  budgets: readonly Budget[],
  options: BudgetOptions,
): BudgetStatus[] {
  return budgets.map((budget) =>
    statusOfSpending(budget, spendingIn(rows, budget.period, options)),
  );
}

/** What was spent in a period. */
export interface PeriodSpending {
  /** The first day of the period. */
  readonly since: Day;
  /** Today. */
  readonly until: Day;
  /** Picodollars of everything that has a price. */
  readonly cost: bigint;
  /** Tokens without a price. */
  readonly unpricedTokens: number;
}

/**
 * Adds up what was spent in the present period of a kind.
 *
 * @throws RangeError when the zone is unknown.
 */
export function spendingIn(
  rows: readonly UsageRow[],
  period: BudgetPeriod,
  { zone, now, weekStart = 'sunday' }: BudgetOptions,
): PeriodSpending {
  const range = presentPeriod(period, dayIn(zone, now), weekStart);
  let cost = 0n;
  let unpricedTokens = 0;
  for (const row of rows) {
    if (!inRange(dayIn(zone, row.time), range)) continue;
    cost += row.cost ?? 0n;
    unpricedTokens += row.unpricedTokens;
  }
  return { ...range, cost, unpricedTokens };
}

/** Tells how much of a budget is used, by what was spent in its period. */
export function statusOfSpending(
  { period, limit }: Budget,
  { since, until, cost: used, unpricedTokens }: PeriodSpending,
): BudgetStatus {
  return {
    period,
    since,
    until,
    limit: toDollars(limit),
    used: toDollars(used),
    remaining: toDollars(used < limit ? limit - used : 0n),
    percent: Number((used * 10_000n) / limit) / 100,
    level: BUDGET_LEVELS.findLast((level) => used * 100n >= limit * BigInt(level)) ?? 0,
    isExceeded: used > limit,
    unpricedTokens,
  };
}

function presentPeriod(
  period: BudgetPeriod,
  today: Day,
  weekStart: Weekday,
): { since: Day; until: Day } {
  if (period === 'daily') return lastDays(today, 1);
  return period === 'weekly' ? lastWeeks(today, 1, weekStart) : lastMonths(today, 1);
}
