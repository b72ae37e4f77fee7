import type { DaySum } from '@cco/session-index/store';
import type { UsageRow } from '@cco/usage-reports';
import type { Pricer } from './pricer.ts';

/** Calendar days have four digits in their year, in every time zone. */
export const FIRST_TIME = Date.parse('0001-01-02T00:00:00Z');
export const LAST_TIME = Date.parse('9999-12-30T23:59:59.999Z');

/** The part of a row that sums and their price tell. */
export type PricedSum = Pick<
  UsageRow,
  'model' | 'speed' | 'counters' | 'messages' | 'cost' | 'unpricedTokens' | 'unfinalizedOutput'
>;

/** Tells whether messages have a time that reports can use. */
export function isTimed(time: number | undefined): time is number {
  return time !== undefined && time >= FIRST_TIME && time <= LAST_TIME;
}

/**
 * Prices a sum.
 *
 * @param time - Of any of its messages.
 * @param promptTokens - The size of any of their prompts.
 */
export function priceSum(
  sum: Omit<DaySum, 'firstTime'>,
  { time, promptTokens, pricer }: { time: number; promptTokens: number; pricer: Pricer },
): PricedSum {
  const { attributes, messages, cost: recorded, unfinalizedOutput } = sum;
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches } = sum;
  const counters = { input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches };
  const cost = pricer.costOf({ attributes, time, promptTokens, counters, recorded });
  const tokens = input + output + cacheWrite5m + cacheWrite1h + cacheRead;
  return {
    model: attributes.model,
    speed: attributes.speed === 'fast' ? 'fast' : 'standard',
    counters,
    messages,
    cost,
    unpricedTokens: cost === undefined ? tokens : 0,
    unfinalizedOutput,
  };
}
