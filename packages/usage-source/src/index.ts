/**
 * Exact usage of Claude Code from its transcripts, priced: the one loader of all usage reports.
 *
 * @module
 */
export { type BlockQuery, readBlockRows } from './block-rows.ts';
export { type DayQuery, readDayRows } from './day-rows.ts';
export { type LoadedUsage, type LoadUsageOptions, loadUsage } from './load-usage.ts';
export type { PriceOptions } from './pricer.ts';
export { createRepositoryFinder, type RepositoryFinder } from './repository.ts';
export { skippedLines } from './skipped-lines.ts';
export { readMessageRows, readUsageRows, type UsageQuery, type UsageRows } from './usage-rows.ts';
