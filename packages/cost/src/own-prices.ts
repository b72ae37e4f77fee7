import { PRICE_TABLE } from './price-table.ts';
import type { ModelPrices, PriceTable } from './prices.ts';

/**
 * Puts own prices before those of a table, for the models that they name and in place of own prices
 * that it already has. They hold on every day unless they have periods; where they do not say
 * otherwise, the factors for speed and region stay the table's.
 *
 * @param prices - @default PRICE_TABLE
 *
 * @example
 * const { models } = parsePriceFile({ m: { input_cost_per_token: 1e-6, output_cost_per_token: 0 } });
 * resolveModel('m', withOwnPrices(models)).known; // true
 */
export function withOwnPrices(
  own: readonly ModelPrices[],
  prices: PriceTable = PRICE_TABLE,
): PriceTable {
  return { ...prices, own };
}
