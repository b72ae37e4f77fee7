import { parseModelSpelling } from '@cco/cost';
import { isObject } from '@cco/jsonl-parse';
import type { UsageRow } from '@cco/usage-reports';

/** What was used of a model, in the words of Claude Code's own account. */
export interface ModelCounts {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadInputTokens: number;
  readonly cacheCreationInputTokens: number;
  readonly webSearchRequests: number;
}

/** The keys of {@link ModelCounts}. */
export const COUNTS = [
  'inputTokens',
  'outputTokens',
  'cacheReadInputTokens',
  'cacheCreationInputTokens',
  'webSearchRequests',
] as const;

/** Adds the counters of rows. */
export function countsOf(rows: readonly UsageRow[]): ModelCounts {
  const sum = { ...NONE };
  for (const { counters } of rows) {
    sum.inputTokens += counters.input;
    sum.outputTokens += counters.output;
    sum.cacheReadInputTokens += counters.cacheRead;
    sum.cacheCreationInputTokens += counters.cacheWrite5m + counters.cacheWrite1h;
    sum.webSearchRequests += counters.webSearches;
  }
  return sum;
}

/** Reads a `modelUsage` object by the models' plain names; what is no count in it is 0. */
export function readModelUsage(modelUsage: unknown): Map<string, ModelCounts> {
  const found = new Map<string, ModelCounts>();
  for (const [model, counts] of Object.entries(isObject(modelUsage) ? modelUsage : {})) {
    if (!isObject(counts)) continue;
    const name = plainName(model);
    found.set(name, add(found.get(name) ?? NONE, counts));
  }
  return found;
}

/** A model has several spellings in one account: with a date, with `[1m]`. */
export function plainName(model: string): string {
  return parseModelSpelling(model).names[0];
}

/** Adds what an object holds of the counts. */
export function add(sum: ModelCounts, more: Readonly<Record<string, unknown>>): ModelCounts {
  const count = (key: (typeof COUNTS)[number]) => {
    const value = more[key];
    return (
      sum[key] + (Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0)
    );
  };
  return {
    inputTokens: count('inputTokens'),
    outputTokens: count('outputTokens'),
    cacheReadInputTokens: count('cacheReadInputTokens'),
    cacheCreationInputTokens: count('cacheCreationInputTokens'),
    webSearchRequests: count('webSearchRequests'),
  };
}

/** Nothing used. */
export const NONE: ModelCounts = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadInputTokens: 0,
  cacheCreationInputTokens: 0,
  webSearchRequests: 0,
};
