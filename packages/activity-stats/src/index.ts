/**
 * Statistics and quality signals over the entries of activity logs, without file access.
 *
 * @module
 */
export {
  type ActivityStats,
  createActivityStats,
  type DayUsage,
  type PersonUsage,
  type StatsCounter,
  type StatsOptions,
} from './activity-stats.ts';
export {
  type FailingCommand,
  type FrequentEdit,
  QUALITY_ADVICE,
  type QualityFindings,
  type QualitySignal,
  REPEATED_READ_MINIMUM,
  type RepeatedRead,
} from './quality.ts';
export type { StatsEntry, TokenCounts } from './stats-entry.ts';
export type { NameCount } from './tally.ts';
export type { Usage } from './usage.ts';
