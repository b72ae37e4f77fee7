import { divideHalfUp, toDecimal } from './decimal.ts';
import type { Rates } from './rates.ts';

/** Estimated dollars, each a multiple of $0.0001. */
export interface CostEstimate {
  readonly input: number;
  readonly output: number;
  /** The sum of the two rounded parts, so that the printed column adds up. */
  readonly total: number;
  readonly currency: 'USD';
}

const TEN_THOUSANDTHS = 10_000;

/**
 * Prices token counts at flat rates. Each part is rounded half up to four decimals, in exact
 * decimal arithmetic; the total is the sum of the rounded parts.
 *
 * @param tokens - Non-negative integers.
 * @throws RangeError when a count or a rate is negative, fractional (counts) or not finite.
 *
 * @example
 * estimateCost({ input: 45_230, output: 12_450 }, RATE_PRESETS.sonnet);
 * // { input: 0.1357, output: 0.1868, total: 0.3225, currency: 'USD' }
 */
export function estimateCost(
  tokens: { readonly input: number; readonly output: number },
  rates: Rates,
): CostEstimate {
  const input = tenThousandths(tokens.input, rates.input);
  const output = tenThousandths(tokens.output, rates.output);
  return {
    input: input / TEN_THOUSANDTHS,
    output: output / TEN_THOUSANDTHS,
    total: (input + output) / TEN_THOUSANDTHS,
    currency: 'USD',
  };
}

function tenThousandths(tokens: number, dollarsPerThousand: number): number {
  if (!Number.isInteger(tokens) || tokens < 0) {
    throw new RangeError(`Expected a whole number of tokens, at least 0, received ${tokens}`);
  }
  const rate = toDecimal(dollarsPerThousand);
  const numerator = BigInt(tokens) * rate.digits * BigInt(TEN_THOUSANDTHS);
  return Number(divideHalfUp(numerator, 1000n * 10n ** BigInt(rate.scale)));
}
