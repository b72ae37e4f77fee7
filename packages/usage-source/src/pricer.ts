import { type CostMode, PRICE_TABLE, type PriceTable, priceMessage } from '@cco/cost';
import type { PriceAttributes } from '@cco/session-index/store';
import type { UsageCounters } from '@cco/usage-reports';
import { priceEdges } from './price-edges.ts';

/** Where costs come from. */
export interface PriceOptions {
  /** @default PRICE_TABLE of `@cco/cost` */
  readonly prices?: PriceTable | undefined;
  /** As in `@cco/cost`. @default 'auto' */
  readonly mode?: CostMode | undefined;
}

/** Messages that have one price: of one model, between two edges of the prices. */
export interface PricedGroup {
  readonly attributes: PriceAttributes;
  /** Of any of them, in milliseconds since 1970. */
  readonly time: number;
  /** Prompt of any of them, in tokens. */
  readonly promptTokens: number;
  /** All of them together. */
  readonly counters: UsageCounters;
  /** What the records say they cost, in billionths of a dollar; undefined when they say nothing. */
  readonly recorded: number | undefined;
}

/** Prices groups of messages. */
export interface Pricer {
  /** In picodollars; undefined when no price is known. */
  costOf(group: PricedGroup): bigint | undefined;
  /** Models with fast requests that were priced as standard ones, because no fast price is known. */
  readonly withoutFastPrice: ReadonlySet<string>;
}

/** Picodollars for one token of each class and for one search. */
type UnitPrices = { readonly [Kind in keyof UsageCounters]: number };

/** Unit prices by period and prompt class; null where none is known. */
type Family = Map<number, UnitPrices | null>;

const PICODOLLARS_PER_NANO = 1000n;
const MOST_CLASSES = 1000;
/** The classes of a prompt besides its input, one token each, in a request made up to find prices. */
const OTHER_PROMPT_TOKENS = 3;

/**
 * Makes a pricer. Costs are linear in the counters as long as no edge lies between the messages, so
 * that a year of usage needs a few hundred prices and not one for each row. `priceMessage` gives
 * each of these; tests hold the sums against pricing every message by itself.
 */
export function createPricer({ prices = PRICE_TABLE, mode = 'auto' }: PriceOptions = {}): Pricer {
  const { times, limits } = priceEdges(prices);
  const families = new Map<string, Family>();
  const familyOfAttributes = new Map<PriceAttributes, Family>();
  const withoutFastPrice = new Set<string>();
  /** Of the row before: most are of the same. */
  let period = periodAt(times, 0);

  const familyOf = (attributes: PriceAttributes): Family => {
    let family = familyOfAttributes.get(attributes);
    if (family === undefined) {
      const { model, speed, serviceTier, inferenceGeo } = attributes;
      const key = JSON.stringify([model, speed, serviceTier, inferenceGeo]);
      family = families.get(key) ?? new Map();
      families.set(key, family);
      familyOfAttributes.set(attributes, family);
    }
    return family;
  };

  const unitPricesOf = (
    attributes: PriceAttributes,
    time: number,
    promptTokens: number,
  ): UnitPrices | null => {
    if (time < period.from || time >= period.to) period = periodAt(times, time);
    let tier = 0;
    while (promptTokens > (limits[tier] ?? Number.POSITIVE_INFINITY)) tier++;
    const family = familyOf(attributes);
    const key = period.index * MOST_CLASSES + tier;
    let found = family.get(key);
    if (found === undefined) {
      const smallest = (limits[tier - 1] ?? OTHER_PROMPT_TOKENS) + 1;
      found = findUnitPrices(attributes, time, smallest, prices, withoutFastPrice);
      family.set(key, found);
    }
    return found;
  };

  return {
    withoutFastPrice,
    costOf({ attributes, time, promptTokens, counters, recorded }) {
      if (mode !== 'calculate' && recorded !== undefined) {
        return BigInt(recorded) * PICODOLLARS_PER_NANO;
      }
      if (mode === 'display') return 0n;
      const units = unitPricesOf(attributes, time, promptTokens);
      return units === null ? undefined : multiply(counters, units);
    },
  };
}

/** Finds the edges around a moment. */
function periodAt(times: readonly number[], time: number) {
  const index = times.filter((edge) => edge <= time).length;
  return {
    index,
    from: times[index - 1] ?? Number.NEGATIVE_INFINITY,
    to: times[index] ?? Number.POSITIVE_INFINITY,
  };
}

function findUnitPrices(
  { model, speed, serviceTier, inferenceGeo }: PriceAttributes,
  timestamp: number,
  promptTokens: number,
  prices: PriceTable,
  withoutFastPrice: Set<string>,
): UnitPrices | null {
  const input = promptTokens - OTHER_PROMPT_TOKENS;
  const usage = {
    input_tokens: input,
    output_tokens: 1,
    cache_creation_input_tokens: 2,
    cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 1 },
    cache_read_input_tokens: 1,
    server_tool_use: { web_search_requests: 1 },
    speed,
    service_tier: serviceTier,
    inference_geo: inferenceGeo,
  };
  const cost = priceMessage({ model, usage, timestamp }, { prices, mode: 'calculate' });
  if (cost.status !== 'calculated') return null;
  if (cost.issues.some(({ code }) => code === 'no-fast-price')) withoutFastPrice.add(model);
  const { amounts } = cost;
  return {
    input: Number(amounts.input / BigInt(input)),
    output: Number(amounts.output),
    cacheWrite5m: Number(amounts.cacheWrite5m),
    cacheWrite1h: Number(amounts.cacheWrite1h),
    cacheRead: Number(amounts.cacheRead),
    webSearches: Number(amounts.webSearches),
  };
}

/** Exact: what a number cannot hold exactly, more than 9,007 dollars, is multiplied as `bigint`s. */
function multiply(counters: UsageCounters, units: UnitPrices): bigint {
  const sum =
    counters.input * units.input +
    counters.output * units.output +
    counters.cacheWrite5m * units.cacheWrite5m +
    counters.cacheWrite1h * units.cacheWrite1h +
    counters.cacheRead * units.cacheRead +
    counters.webSearches * units.webSearches;
  if (sum <= Number.MAX_SAFE_INTEGER) return BigInt(sum);
  const kinds = Object.keys(units) as (keyof UsageCounters)[];
  return kinds.reduce((total, kind) => total + BigInt(counters[kind]) * BigInt(units[kind]), 0n);
}
