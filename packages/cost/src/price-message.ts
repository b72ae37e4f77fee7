import { type AppliedPrice, applyPrice, type CostAmounts, selectPrice } from './apply-prices.ts';
import { addMoney, type Money, moneyFromDollars, NO_MONEY } from './money.ts';
import { PRICE_TABLE } from './price-table.ts';
import type { PriceTable } from './prices.ts';
import { readUsage, type UsageCounts } from './read-usage.ts';
import { resolveModel } from './resolve-model.ts';
import { report, type UsageIssue } from './usage-issue.ts';
import { utcDay } from './utc-day.ts';

/** A message as it stands in a transcript; every value is checked. */
export interface MessageToPrice {
  /** `message.model`, in any spelling. */
  readonly model: unknown;
  /** `message.usage`, as Claude Code writes it. */
  readonly usage: unknown;
  /** The time of the message: ISO 8601, milliseconds since 1970 or a `Date`. */
  readonly timestamp?: unknown;
  /** The dollars that old versions of Claude Code wrote on the line. */
  readonly costUSD?: unknown;
}

/**
 * Where costs come from: `calculate` computes them all, `display` takes `costUSD` or nothing, `auto`
 * takes `costUSD` where there is one and computes the others.
 */
export type CostMode = 'auto' | 'calculate' | 'display';

/** How to price a message. */
export interface PriceMessageOptions {
  /** @default PRICE_TABLE */
  readonly prices?: PriceTable | undefined;
  /** @default 'auto' */
  readonly mode?: CostMode | undefined;
}

interface Counted {
  readonly counts: UsageCounts;
  /** What could not be used as it stood; empty for most messages. */
  readonly issues: readonly UsageIssue[];
}

/** A cost computed from prices. */
export interface CalculatedCost extends Counted {
  readonly status: 'calculated';
  readonly amounts: CostAmounts;
  /** The sum of the amounts. */
  readonly total: Money;
  readonly price: AppliedPrice;
}

/** The cost that the line itself gives. */
export interface RecordedCost extends Counted {
  readonly status: 'recorded';
  readonly total: Money;
}

/** Mode `display`, and the line gives no cost: it counts as nothing. */
export interface UnrecordedCost extends Counted {
  readonly status: 'unrecorded';
  readonly total: Money;
}

/** No price is known, so there is no total: totals must say that they leave these counts out. */
export interface UnpricedCost extends Counted {
  readonly status: 'unpriced';
  /** The id as it was given, empty when it was no text. */
  readonly model: string;
}

/** What a message cost, told apart by `status`. */
export type MessageCost = CalculatedCost | RecordedCost | UnrecordedCost | UnpricedCost;

/**
 * Prices one message: by its model, its UTC day, the size of its prompt, its speed, region and
 * service tier. Pass the counters of the whole message, merged from all its lines.
 *
 * It never throws, whatever the message holds: an unusable counter counts as 0 and is in `issues`.
 *
 * @example
 * const usage = { input_tokens: 2, output_tokens: 1101, cache_read_input_tokens: 371302 };
 * const cost = priceMessage({ model: 'claude-opus-5', usage, timestamp: '2026-08-14T09:00:00Z' });
 * if (cost.status !== 'unpriced') formatMoney(cost.total); // '$0.2132'
 */
export function priceMessage(
  { model, usage, timestamp, costUSD }: MessageToPrice,
  { prices = PRICE_TABLE, mode = 'auto' }: PriceMessageOptions = {},
): MessageCost {
  const read = readUsage(usage);
  const { counts } = read;
  const issues = [...read.issues];

  if (mode !== 'calculate' && costUSD !== undefined && costUSD !== null) {
    if (typeof costUSD === 'number' && Number.isFinite(costUSD) && costUSD >= 0) {
      return { status: 'recorded', counts, issues, total: moneyFromDollars(costUSD) };
    }
    report(issues, 'not-a-cost', 'costUSD', costUSD);
  }
  if (mode === 'display') return { status: 'unrecorded', counts, issues, total: NO_MONEY };

  if (typeof model !== 'string') {
    report(issues, 'not-a-model', 'model', model);
    return { status: 'unpriced', counts, issues, model: '' };
  }
  const found = resolveModel(model, prices);
  if (!found.known) return { status: 'unpriced', counts, issues, model };

  const day = utcDay(timestamp);
  if (day === undefined) report(issues, 'not-a-time', 'timestamp', timestamp);
  const { price, isFastPriced } = selectPrice(found, read, day, prices);
  if (!isFastPriced) report(issues, 'no-fast-price', 'usage.speed', 'fast');
  const amounts = applyPrice(counts, price, found.prices.webSearches ?? prices.webSearches);
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches } = amounts;
  const total = addMoney(input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches);
  return { status: 'calculated', counts, issues, amounts, total, price };
}
