import type { ActivityStats, DayUsage } from '@cco/activity-stats';
import type { RatesSource } from '@cco/cost';
import type { LogSource } from './log-source.ts';
import type { ProblemCount } from './problem-count.ts';
import type { StatsRange } from './stats-range.ts';

/** Everything that a report shows, whatever its form. */
export interface Report {
  readonly range: StatsRange;
  readonly stats: ActivityStats;
  /** Without gaps; undefined unless asked for. */
  readonly days: readonly DayUsage[] | undefined;
  readonly rates: RatesSource;
  readonly source: LogSource;
  readonly budget: Budget | undefined;
  readonly problems: ProblemCount;
}

/** What was allowed, and whether it was more. */
export interface Budget {
  /** Dollars. */
  readonly limit: number;
  readonly exceeded: boolean;
}
