import type { BlockRow, BudgetPeriod, PeriodSpending } from '@cco/usage-reports';

/** What was spent. */
export interface Spending {
  /** Picodollars of everything that has a price. */
  readonly cost: bigint;
  /** Tokens without a price. */
  readonly unpricedTokens: number;
}

/** What is known of the present day. */
export interface LiveFigures {
  /** What was spent in the periods that today is part of, today itself first. */
  readonly periods: Readonly<Record<BudgetPeriod, PeriodSpending>>;
  /** The first moment of the day, in milliseconds since 1970. */
  readonly dayStart: number;
  /** The last moment of the day. */
  readonly dayEnd: number;
  /** The block that was active when these were counted; look at its `endTime`. */
  readonly block: BlockRow | null;
}
