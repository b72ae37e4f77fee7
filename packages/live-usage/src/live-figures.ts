import { dayIn } from '@cco/calendar';
import type { BlockRow, UsageRow } from '@cco/usage-reports';

/** What was spent. */
export interface Spending {
  /** Picodollars of everything that has a price. */
  readonly cost: bigint;
  /** Tokens without a price. */
  readonly unpricedTokens: number;
}

/** What a day used. */
export interface DayFigures extends Spending {
  /** A moment of the day: of its first message. Milliseconds since 1970. */
  readonly time: number;
}

/** What is known of the present. */
export interface LiveFigures {
  /** Days with usage, of this month and the last seven days at least, oldest first. */
  readonly days: readonly DayFigures[];
  /** The block that was active when these were counted; look at its `endTime`. */
  readonly block: BlockRow | null;
}

/** Gives what a day used, by the zone that the figures were counted in. */
export function spentToday(
  { days }: LiveFigures,
  { zone, now }: { readonly zone: string; readonly now: number },
): Spending {
  const today = dayIn(zone, now);
  return days.find(({ time }) => dayIn(zone, time) === today) ?? { cost: 0n, unpricedTokens: 0 };
}

/** Makes rows that `budgetStatus` takes: one for each day, which is all that budgets look at. */
export function budgetRows({ days }: LiveFigures): UsageRow[] {
  return days.map(({ time, cost, unpricedTokens }) => ({ ...DAY, time, cost, unpricedTokens }));
}

const DAY: Omit<UsageRow, 'time' | 'cost' | 'unpricedTokens'> = {
  sessionId: '',
  project: '',
  projectPath: '',
  model: '',
  speed: 'standard',
  counters: {
    input: 0,
    output: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheRead: 0,
    webSearches: 0,
  },
  messages: 1,
  unfinalizedOutput: 0,
};
