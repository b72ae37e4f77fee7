import { type ModelSpelling, parseModelSpelling } from './model-spelling.ts';
import { PRICE_TABLE } from './price-table.ts';
import type { ModelPrices, PriceTable } from './prices.ts';

/** A model that has prices. */
export interface KnownModel {
  readonly known: true;
  /** The shortest id of a model of the table, else the name that the own prices use. */
  readonly model: string;
  /** Whether the table gives the prices or someone's own prices do. */
  readonly source: 'table' | 'own';
  /** What the vendor's region in the id multiplies token prices by. */
  readonly regionFactor: number;
  /** What `inference_geo: "us"` multiplies them by besides; 1 where the id names a region already. */
  readonly usFactor: number;
  readonly prices: ModelPrices;
}

/** A model that no price is known for. */
export interface UnknownModel {
  readonly known: false;
  /** The id as it was given. */
  readonly model: string;
}

/** A model id, looked up. */
export type ResolvedModel = KnownModel | UnknownModel;

interface PriceIndex {
  readonly table: ReadonlyMap<string, ModelPrices>;
  /** Own prices by name, letter for letter. */
  readonly exact: ReadonlyMap<string, ModelPrices>;
  /** Own prices by region and normal name. */
  readonly spelled: ReadonlyMap<string, ModelPrices>;
  /** Look-ups already made, failed ones too. */
  readonly resolved: Map<string, ResolvedModel>;
}

/** Far more ids than anyone uses, and little enough memory when a file holds nonsense. */
const MOST_RESOLVED = 10_000;

const indexes = new WeakMap<PriceTable, PriceIndex>();

/**
 * Finds the prices of a model by any spelling of its id. A model that is not in the table is
 * unknown, however much its name looks like another's.
 *
 * Own prices go first: those under the very same name, then those for the id's region, then those
 * for the model. A price under a regional name includes what the region costs.
 *
 * @param prices - @default PRICE_TABLE
 *
 * @example
 * resolveModel('us.anthropic.claude-opus-4-6-v1'); // { known: true, model: 'claude-opus-4-6', regionFactor: 1.1, … }
 * resolveModel('claude-opus-9'); // { known: false, model: 'claude-opus-9' }
 */
export function resolveModel(model: string, prices: PriceTable = PRICE_TABLE): ResolvedModel {
  let index = indexes.get(prices);
  if (!index) {
    index = indexPrices(prices);
    indexes.set(prices, index);
  }
  let found = index.resolved.get(model);
  if (!found) {
    found = lookUp(model, index);
    if (index.resolved.size >= MOST_RESOLVED) index.resolved.clear();
    index.resolved.set(model, found);
  }
  return found;
}

function lookUp(model: string, { table, exact, spelled }: PriceIndex): ResolvedModel {
  const { names, region } = parseModelSpelling(model);
  const listed = table.get(names[0]);
  const ofRegion = exact.get(model) ?? (region && find(spelled, names, region));
  const prices = ofRegion || find(spelled, names, undefined) || listed;
  if (!prices) return { known: false, model };
  const factorOf = (name: 'regionFactor' | 'usFactor') => prices[name] ?? listed?.[name] ?? 1;
  return {
    known: true,
    model: listed?.model ?? prices.model,
    source: prices === listed ? 'table' : 'own',
    regionFactor: region === undefined || ofRegion ? 1 : factorOf('regionFactor'),
    usFactor: region === undefined ? factorOf('usFactor') : 1,
    prices: { ...prices, fast: prices.fast ?? listed?.fast },
  };
}

function find(
  spelled: ReadonlyMap<string, ModelPrices>,
  names: ModelSpelling['names'],
  region: string | undefined,
): ModelPrices | undefined {
  for (const name of names) {
    const prices = spelled.get(keyOf(name, region));
    if (prices) return prices;
  }
  return undefined;
}

function indexPrices(prices: PriceTable): PriceIndex {
  const exact = new Map<string, ModelPrices>();
  const spelled = new Map<string, ModelPrices>();
  for (const own of prices.own ?? []) {
    const { names, region } = parseModelSpelling(own.model);
    const key = keyOf(names[0], region);
    exact.set(own.model, own);
    // Several spellings of one model: its plain id speaks for it, else the first.
    if (own.model === names[0] || !spelled.has(key)) spelled.set(key, own);
  }
  const table = new Map(prices.models.map((one) => [one.model, one]));
  return { table, exact, spelled, resolved: new Map() };
}

function keyOf(name: string, region: string | undefined): string {
  return region === undefined ? name : `${region}.${name}`;
}
