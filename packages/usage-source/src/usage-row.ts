import type { DaySum } from '@cco/session-index/store';
import type { UsageRow } from '@cco/usage-reports';
import type { Pricer } from './pricer.ts';

/** Calendar days have four digits in their year, in every time zone. */
export const FIRST_TIME = Date.parse('0001-01-02T00:00:00Z');
export const LAST_TIME = Date.parse('9999-12-30T23:59:59.999Z');

/** The part of a row that its price does not depend on. */
export type RowOrigin = Pick<
  UsageRow,
  | 'lastTime'
  | 'sessionId'
  | 'project'
  | 'projectPath'
  | 'repository'
  | 'agent'
  | 'skill'
  | 'mcpServer'
>;

/** How a sum is priced. */
export interface SumPricing {
  readonly pricer: Pricer;
  /** Of any of its messages, in milliseconds since 1970. */
  readonly time: number;
  /** The size of any of their prompts. */
  readonly promptTokens: number;
}

/** Tells whether messages have a time that reports can use. */
export function isTimed(time: number | undefined): time is number {
  return time !== undefined && time >= FIRST_TIME && time <= LAST_TIME;
}

/** Prices a sum and makes a row of it. */
export function toUsageRow(
  sum: Omit<DaySum, 'firstTime'>,
  origin: RowOrigin,
  { pricer, time, promptTokens }: SumPricing,
): UsageRow {
  const { attributes, messages, cost: recorded, unfinalizedOutput } = sum;
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches } = sum;
  const counters = { input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches };
  const cost = pricer.costOf({ attributes, time, promptTokens, counters, recorded });
  const tokens = input + output + cacheWrite5m + cacheWrite1h + cacheRead;
  // Written out: a spread takes several times as long, for each of thousands of rows.
  return {
    time,
    lastTime: origin.lastTime,
    sessionId: origin.sessionId,
    project: origin.project,
    projectPath: origin.projectPath,
    repository: origin.repository,
    agent: origin.agent,
    skill: origin.skill,
    mcpServer: origin.mcpServer,
    model: attributes.model,
    speed: attributes.speed === 'fast' ? 'fast' : 'standard',
    counters,
    messages,
    cost,
    unpricedTokens: cost === undefined ? tokens : 0,
    unfinalizedOutput,
  };
}
