import { parseDollars } from './dollars.ts';

/** The spans of time that a budget can be for, in the zone and with the weeks of the report. */
export const BUDGET_PERIODS = ['daily', 'weekly', 'monthly'] as const;

/** A span of time that a budget is for. */
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

/** An amount not to be exceeded. */
export interface Budget {
  readonly period: BudgetPeriod;
  /** Picodollars, more than 0. */
  readonly limit: bigint;
}

/** Budgets, or what was wrong with the text and how to write it. */
export type ParsedBudgets =
  | { readonly ok: true; readonly budgets: readonly Budget[] }
  | { readonly ok: false; readonly message: string };

const EXAMPLE = 'as in daily=5,monthly=100';

/**
 * Reads budgets as people type them: periods with dollars, separated by commas.
 *
 * @example
 * parseBudgets('daily=5,monthly=$99.50');
 * // { ok: true, budgets: [{ period: 'daily', limit: 5000000000000n }, …] }
 * parseBudgets('yearly=5');
 * // { ok: false, message: '"yearly" is not a budget: use daily, weekly or monthly, as in daily=5,monthly=100' }
 */
export function parseBudgets(text: string): ParsedBudgets {
  const budgets: Budget[] = [];
  for (const part of text.split(',')) {
    const [name = '', amount, ...rest] = part.split('=').map((piece) => piece.trim());
    if (amount === undefined || rest.length > 0) {
      const received = part.trim() === '' ? 'nothing' : `"${part.trim()}"`;
      return failure(`expected a period and its dollars, ${EXAMPLE}, received ${received}`);
    }
    const period = BUDGET_PERIODS.find((one) => one === name.toLowerCase());
    if (period === undefined) {
      return failure(`"${name}" is not a budget: use daily, weekly or monthly, ${EXAMPLE}`);
    }
    if (budgets.some((other) => other.period === period)) {
      return failure(`${period} is there twice: give each budget once`);
    }
    const limit = parseDollars(amount);
    if (limit === undefined || limit === 0n) {
      return failure(`"${amount}" is not an amount above 0: write dollars, ${EXAMPLE}`);
    }
    budgets.push({ period, limit });
  }
  return { ok: true, budgets };
}

function failure(message: string): ParsedBudgets {
  return { ok: false, message };
}
