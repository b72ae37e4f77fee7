import { toDecimal } from './decimal.ts';
import type { ModelPrices, PromptTier, TokenRates } from './prices.ts';
import { describe } from './usage-issue.ts';

/** Something in a file of prices that cannot be used; the prices of that model are left out. */
export interface PriceFileProblem {
  /** The keys that lead to the place; empty for the whole file. */
  readonly path: readonly string[];
  /** Where the JSON breaks, from 1; absent when it is whole. */
  readonly line?: number | undefined;
  /** In UTF-16 units, from 1. */
  readonly column?: number | undefined;
  /** What was expected and what was found. It quotes the file: do not trust it. */
  readonly reason: string;
}

type JsonObject = Readonly<Record<string, unknown>>;
type GivenRates = { [Kind in keyof TokenRates]?: number };

const INPUT = 'input_cost_per_token';
const OUTPUT = 'output_cost_per_token';

/** LiteLLM's keys, in dollars per token. */
const KINDS: ReadonlyMap<string, keyof TokenRates> = new Map([
  [INPUT, 'input'],
  [OUTPUT, 'output'],
  ['cache_creation_input_token_cost', 'cacheWrite5m'],
  ['cache_creation_input_token_cost_above_1hr', 'cacheWrite1h'],
  ['cache_read_input_token_cost', 'cacheRead'],
]);
const TIER = /^(.+)_above_(\d{1,6})k_tokens$/;
const TEXT_MODES: readonly unknown[] = [undefined, null, 'chat', 'completion', 'responses'];

/** Dollars per token, $10,000 per million: above it, someone took the price of a million for one. */
const DEAREST = 0.01;

/** Tells whether an entry is of a model that reads and writes text at a price per token. */
export function isAboutTokens(entry: JsonObject): boolean {
  return TEXT_MODES.includes(entry['mode']) && !(isAbsent(entry[INPUT]) && isAbsent(entry[OUTPUT]));
}

/** Reads one model of a file of prices; undefined, and problems added, when one of them is unusable. */
export function readPriceEntry(
  model: string,
  entry: JsonObject,
  problems: PriceFileProblem[],
): ModelPrices | undefined {
  const reasons = new Map<string, string>();
  const byLimit = new Map<number, GivenRates>([[0, {}]]);
  for (const [key, value] of Object.entries(entry)) {
    const [, stem = key, thousands = '0'] = TIER.exec(key) ?? [];
    const kind = KINDS.get(stem);
    if (kind === undefined || isAbsent(value)) continue;
    const read = readPrice(value);
    if (typeof read === 'string') {
      reasons.set(key, read);
    } else {
      const limit = Number(thousands) * 1000;
      byLimit.set(limit, { ...byLimit.get(limit), [kind]: read });
    }
  }
  for (const [missing, other] of [[INPUT, OUTPUT] as const, [OUTPUT, INPUT] as const]) {
    if (isAbsent(entry[missing])) reasons.set(missing, `expected a price, as ${other} has one`);
  }
  for (const [key, reason] of reasons) problems.push({ path: [model, key], reason });

  const [[, base] = [], ...above] = [...byLimit].sort(([a], [b]) => a - b);
  const rates = complete(base);
  if (reasons.size > 0 || !base || !rates) return undefined;
  const tiers: PromptTier[] = [];
  let given = base;
  for (const [promptOver, more] of above) {
    given = { ...given, ...more };
    tiers.push({ promptOver, rates: complete(given) ?? rates });
  }
  return {
    model,
    periods: [{ rates, tiers }],
    webSearches: webSearchesOf(entry['search_context_cost_per_query']),
    remark: remarkOn(base),
  };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Dollars per million from dollars per token, or the reason why the value cannot be used. */
function readPrice(value: unknown): number | string {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    return `expected dollars per token, a number of at least 0, found ${describe(value)}`;
  }
  if (value > DEAREST) return `expected dollars per token, found ${value}: is that per million?`;
  return shift(value, 6);
}

/** Moves the decimal point, where a multiplication would make 0.27999999999999997 of 2.8e-7. */
function shift(value: number, places: number): number {
  const { digits, scale } = toDecimal(value);
  return Number(`${digits}e${places - scale}`);
}

function complete(given: GivenRates | undefined): TokenRates | undefined {
  const { input, output, cacheWrite5m = input, cacheWrite1h, cacheRead } = given ?? {};
  if (input === undefined || output === undefined || cacheWrite5m === undefined) return undefined;
  return {
    input,
    output,
    cacheWrite5m,
    cacheWrite1h: cacheWrite1h ?? cacheWrite5m,
    cacheRead: cacheRead ?? input,
  };
}

/** LiteLLM prices a search by how much context it brings; Claude Code's usage does not tell that. */
function webSearchesOf(costs: unknown): number | undefined {
  if (!isObject(costs)) return undefined;
  const [first, ...others] = Object.values(costs);
  const isOne = typeof first === 'number' && first >= 0 && others.every((one) => one === first);
  return isOne && Number.isFinite(first) ? shift(first, 3) : undefined;
}

function remarkOn({ cacheWrite5m, cacheWrite1h, cacheRead }: GivenRates): string | undefined {
  const missing = [
    cacheWrite5m === undefined ? 'cache writes' : cacheWrite1h === undefined && 'hour cache writes',
    cacheRead === undefined && 'cache reads',
  ].filter((one) => typeof one === 'string');
  return missing.length > 0 ? `the file gives no price of ${missing.join(' and ')}` : undefined;
}
