import { toDollars } from './dollars.ts';
import type { UsageRow } from './usage-row.ts';

/** Token counts under the names that ccusage uses. */
export interface TokenFigures {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheCreationTokens: number;
  readonly cacheReadTokens: number;
}

/** What people must know about a figure before they trust it. */
export interface FigureCaveats {
  /** Tokens without a price: no cost contains them. */
  readonly unpricedTokens: number;
  /** Output tokens that are only a lower bound. */
  readonly unfinalizedOutputTokens: number;
}

/** What a number of API messages came to. */
export interface UsageFigures extends TokenFigures, FigureCaveats {
  /** Input, output, cache creation and cache reads together. */
  readonly totalTokens: number;
  /** Dollars of everything that has a price. */
  readonly totalCost: number;
  readonly messages: number;
  readonly webSearches: number;
}

/** The share of one model; a fast one stands apart, as `claude-opus-5-fast`. */
export interface ModelBreakdown extends TokenFigures, FigureCaveats {
  readonly modelName: string;
  /** Dollars of everything that has a price. */
  readonly cost: number;
  /** Present when `cost` leaves tokens out. */
  readonly missingPricing?: true;
}

/** Figures with the models behind them. */
export interface UsageByModel extends UsageFigures {
  /** In the order of their code units. */
  readonly modelsUsed: readonly string[];
  /** Highest cost first, then most tokens, then by name. */
  readonly modelBreakdowns: readonly ModelBreakdown[];
}

/** Adds up rows. */
export function figuresOf(rows: Iterable<UsageRow>): UsageFigures {
  const sum = emptySum();
  for (const row of rows) addRow(sum, row);
  return toFigures(sum);
}

/** Adds up rows, all of them and by model. */
export function usageOf(rows: Iterable<UsageRow>): UsageByModel {
  const models = new Map<string, Sum>();
  for (const row of rows) {
    const name = modelName(row);
    let sum = models.get(name);
    if (sum === undefined) {
      sum = emptySum();
      models.set(name, sum);
    }
    addRow(sum, row);
  }
  const all = emptySum();
  for (const sum of models.values()) addSum(all, sum);
  return {
    ...toFigures(all),
    modelsUsed: [...models.keys()].sort(),
    modelBreakdowns: [...models].map(([name, sum]) => toBreakdown(name, sum)).sort(byCost),
  };
}

/** Names the model of a row; a fast one gets the ending that ccusage gives it. */
export function modelName({ model, speed }: UsageRow): string {
  return speed === 'fast' ? `${model}-fast` : model;
}

type Sum = { -readonly [Key in keyof UsageFigures]: number } & { cost: bigint };

function emptySum(): Sum {
  return {
    inputTokens: 0,
    outputTokens: 0,
    cacheCreationTokens: 0,
    cacheReadTokens: 0,
    totalTokens: 0,
    totalCost: 0,
    messages: 0,
    webSearches: 0,
    unpricedTokens: 0,
    unfinalizedOutputTokens: 0,
    cost: 0n,
  };
}

function addRow(sum: Sum, row: UsageRow): void {
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches } = row.counters;
  const written = cacheWrite5m + cacheWrite1h;
  sum.inputTokens += input;
  sum.outputTokens += output;
  sum.cacheCreationTokens += written;
  sum.cacheReadTokens += cacheRead;
  sum.totalTokens += input + output + written + cacheRead;
  sum.messages += row.messages;
  sum.webSearches += webSearches;
  sum.unpricedTokens += row.unpricedTokens;
  sum.unfinalizedOutputTokens += row.unfinalizedOutput;
  if (row.cost !== undefined) sum.cost += row.cost;
}

function addSum(sum: Sum, other: Sum): void {
  sum.inputTokens += other.inputTokens;
  sum.outputTokens += other.outputTokens;
  sum.cacheCreationTokens += other.cacheCreationTokens;
  sum.cacheReadTokens += other.cacheReadTokens;
  sum.totalTokens += other.totalTokens;
  sum.messages += other.messages;
  sum.webSearches += other.webSearches;
  sum.unpricedTokens += other.unpricedTokens;
  sum.unfinalizedOutputTokens += other.unfinalizedOutputTokens;
  sum.cost += other.cost;
}

function toFigures({ cost, ...sum }: Sum): UsageFigures {
  return { ...sum, totalCost: toDollars(cost) };
}

function toBreakdown(name: string, sum: Sum): ModelBreakdown {
  return {
    modelName: name,
    inputTokens: sum.inputTokens,
    outputTokens: sum.outputTokens,
    cacheCreationTokens: sum.cacheCreationTokens,
    cacheReadTokens: sum.cacheReadTokens,
    cost: toDollars(sum.cost),
    ...(sum.unpricedTokens > 0 && { missingPricing: true }),
    unpricedTokens: sum.unpricedTokens,
    unfinalizedOutputTokens: sum.unfinalizedOutputTokens,
  };
}

function byCost(a: ModelBreakdown, b: ModelBreakdown): number {
  if (a.cost !== b.cost) return b.cost - a.cost;
  const [left, right] = [tokensOf(a), tokensOf(b)];
  if (left !== right) return right - left;
  return a.modelName < b.modelName ? -1 : 1;
}

function tokensOf(figures: TokenFigures): number {
  const { inputTokens, outputTokens, cacheCreationTokens, cacheReadTokens } = figures;
  return inputTokens + outputTokens + cacheCreationTokens + cacheReadTokens;
}
