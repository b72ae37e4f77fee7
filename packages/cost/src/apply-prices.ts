import { divideHalfUp, toDecimal } from './decimal.ts';
import type { Money } from './money.ts';
import type { Period, PriceTable, TokenRates } from './prices.ts';
import type { ReadUsage, UsageCounts } from './read-usage.ts';
import type { KnownModel } from './resolve-model.ts';

/** The price that a message had, to show where its cost comes from. */
export interface AppliedPrice {
  /** The shortest id of a model of the table, else the name that the own prices use. */
  readonly model: string;
  readonly source: 'table' | 'own';
  /** The first UTC day of the prices used. @default since ever */
  readonly from?: string | undefined;
  /** The first UTC day after them. @default for ever */
  readonly until?: string | undefined;
  /** Input, cache writes and cache reads together. */
  readonly promptTokens: number;
  /** The limit that the prompt exceeds, when that has a price of its own. */
  readonly promptOver?: number | undefined;
  /** Dollars per million tokens, before the factors. */
  readonly rates: TokenRates;
  /** What the rates are multiplied by, all of them; web searches are not. */
  readonly factors: {
    /** For a vendor's region or `inference_geo: "us"`, never both. */
    readonly region: number;
    readonly speed: number;
    readonly serviceTier: number;
  };
}

/** An exact amount for each kind of use. */
export type CostAmounts = { readonly [Kind in keyof UsageCounts]: Money };

type TokenPrices = { readonly [Kind in keyof TokenRates]: bigint };

/** A dollar per million tokens is as many picodollars per token. */
const PICODOLLARS = 1_000_000n;

/** Exact prices by rates and product of factors; a report meets few of them, millions of times. */
const tokenPrices = new WeakMap<TokenRates, Map<number, TokenPrices>>();

/**
 * Selects the price of a message: the period by its day, the tier by its prompt, then the factors.
 *
 * @param day - A UTC day; without one the last period holds.
 * @returns `isFastPriced`: false when a fast request has no price of its own.
 */
export function selectPrice(
  model: KnownModel,
  usage: ReadUsage,
  day: string | undefined,
  table: PriceTable,
): { readonly price: AppliedPrice; readonly isFastPriced: boolean } {
  const { input, cacheWrite5m, cacheWrite1h, cacheRead } = usage.counts;
  const promptTokens = input + cacheWrite5m + cacheWrite1h + cacheRead;
  const { periods, fast = [] } = model.prices;
  const period = periods.find((one) => holds(one, day)) ?? nearest(periods, day);
  const tier = period.tiers?.findLast(({ promptOver }) => promptTokens > promptOver);
  const speed = usage.isFast ? fast.find((one) => holds(one, day))?.factor : 1;
  return {
    price: {
      model: model.model,
      source: model.source,
      from: period.from,
      until: period.until,
      promptTokens,
      promptOver: tier?.promptOver,
      rates: tier?.rates ?? period.rates,
      factors: {
        region: usage.isUs ? model.regionFactor * model.usFactor : model.regionFactor,
        speed: speed ?? 1,
        serviceTier: usage.isBatch ? table.batchFactor : 1,
      },
    },
    isFastPriced: speed !== undefined,
  };
}

/** Multiplies counts by a price, exactly. */
export function applyPrice(
  counts: UsageCounts,
  price: AppliedPrice,
  dollarsPerThousandSearches: number,
): CostAmounts {
  const prices = tokenPricesOf(price);
  const times = (count: number, each: bigint) => (BigInt(count) * each) as Money;
  const search = counts.webSearches > 0 ? perItem(dollarsPerThousandSearches, []) * 1000n : 0n;
  return {
    input: times(counts.input, prices.input),
    output: times(counts.output, prices.output),
    cacheWrite5m: times(counts.cacheWrite5m, prices.cacheWrite5m),
    cacheWrite1h: times(counts.cacheWrite1h, prices.cacheWrite1h),
    cacheRead: times(counts.cacheRead, prices.cacheRead),
    webSearches: times(counts.webSearches, search),
  };
}

function tokenPricesOf({ rates, factors }: AppliedPrice): TokenPrices {
  let cached = tokenPrices.get(rates);
  if (!cached) {
    cached = new Map();
    tokenPrices.set(rates, cached);
  }
  const key = factors.region * factors.speed * factors.serviceTier;
  let prices = cached.get(key);
  if (!prices) {
    const all = [factors.region, factors.speed, factors.serviceTier];
    prices = {
      input: perItem(rates.input, all),
      output: perItem(rates.output, all),
      cacheWrite5m: perItem(rates.cacheWrite5m, all),
      cacheWrite1h: perItem(rates.cacheWrite1h, all),
      cacheRead: perItem(rates.cacheRead, all),
    };
    cached.set(key, prices);
  }
  return prices;
}

/**
 * Picodollars for one of a million. Own prices can be finer than that; they are rounded here, once,
 * and not in each message, so that costs stay sums of whole numbers.
 */
function perItem(dollarsPerMillion: number, factors: readonly number[]): bigint {
  let numerator = PICODOLLARS;
  let denominator = 1n;
  for (const value of [dollarsPerMillion, ...factors]) {
    const { digits, scale } = toDecimal(value);
    numerator *= digits;
    denominator *= 10n ** BigInt(scale);
  }
  return divideHalfUp(numerator, denominator);
}

function holds({ from, until }: Period, day: string | undefined): boolean {
  if (day === undefined) return until === undefined;
  return (from === undefined || from <= day) && (until === undefined || day < until);
}

/** The period to use on a day that none names: the first one before all of them, else the last. */
function nearest<P extends Period>(periods: readonly [P, ...P[]], day: string | undefined): P {
  const [first] = periods;
  const isBefore = day !== undefined && first.from !== undefined && day < first.from;
  return isBefore ? first : (periods.at(-1) ?? first);
}
