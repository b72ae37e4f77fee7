import type { UsageFigures } from './usage-figures.ts';

/** How fast a block uses tokens and dollars, from its first message to its last. */
export interface BurnRate {
  readonly tokensPerMinute: number;
  /** Without the cache, whose large numbers would drown all others. */
  readonly tokensPerMinuteForIndicator: number;
  readonly costPerHour: number;
}

/** Where a block will end if it goes on at its burn rate. */
export interface Projection {
  /** A whole number. */
  readonly totalTokens: number;
  /** Dollars, to the cent. */
  readonly totalCost: number;
  /** Until the block ends; a whole number. */
  readonly remainingMinutes: number;
}

const MINUTE = 60_000;

/** A rate needs this many minutes between the first message and the last: less says nothing of an hour. */
export const MIN_RATE_MINUTES = 5;

/** Gives the burn rate of a block; null while its messages span less than {@link MIN_RATE_MINUTES}. */
export function burnRate(
  figures: UsageFigures,
  activity: { readonly first: number; readonly last: number },
): BurnRate | null {
  const minutes = (activity.last - activity.first) / MINUTE;
  if (minutes < MIN_RATE_MINUTES) return null;
  return {
    tokensPerMinute: figures.totalTokens / minutes,
    tokensPerMinuteForIndicator: (figures.inputTokens + figures.outputTokens) / minutes,
    costPerHour: (figures.totalCost / minutes) * 60,
  };
}

/**
 * Projects a block to its end.
 *
 * @param remaining - Milliseconds until the block ends.
 */
export function project(figures: UsageFigures, rate: BurnRate, remaining: number): Projection {
  const minutes = Math.round(remaining / MINUTE);
  const cost = figures.totalCost + (rate.costPerHour / 60) * minutes;
  return {
    totalTokens: Math.round(figures.totalTokens + rate.tokensPerMinute * minutes),
    totalCost: Math.round(cost * 100) / 100,
    remainingMinutes: minutes,
  };
}
