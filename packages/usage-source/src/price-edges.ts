import { type ModelPrices, PRICE_TABLE, type PriceTable } from '@cco/cost';

/** Where prices of a table change, of any model. Between two edges each price is one number. */
export interface PriceEdges {
  /** Midnights (UTC), in milliseconds since 1970, rising. */
  readonly times: readonly number[];
  /** Prompt sizes in tokens above which another price holds, rising. */
  readonly limits: readonly number[];
}

const edgesByTable = new WeakMap<PriceTable, PriceEdges>();

/** Lists the edges of a table; they are found once. */
export function priceEdges(prices: PriceTable = PRICE_TABLE): PriceEdges {
  let edges = edgesByTable.get(prices);
  if (edges === undefined) {
    edges = findEdges([...prices.models, ...(prices.own ?? [])]);
    edgesByTable.set(prices, edges);
  }
  return edges;
}

function findEdges(models: readonly ModelPrices[]): PriceEdges {
  const days = new Set<string>();
  const limits = new Set<number>();
  for (const { periods, fast = [] } of models) {
    for (const { from, until } of [...periods, ...fast]) {
      if (from !== undefined) days.add(from);
      if (until !== undefined) days.add(until);
    }
    for (const { tiers = [] } of periods) {
      for (const { promptOver } of tiers) limits.add(promptOver);
    }
  }
  return {
    times: [...days].map((day) => Date.parse(`${day}T00:00:00Z`)).sort((a, b) => a - b),
    limits: [...limits].sort((a, b) => a - b),
  };
}
