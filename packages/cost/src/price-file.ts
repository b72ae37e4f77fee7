import { findJsonError } from './json-error.ts';
import { isAboutTokens, isObject, type PriceFileProblem, readPriceEntry } from './price-entry.ts';
import type { ModelPrices } from './prices.ts';
import { describe } from './usage-issue.ts';

/** What a file of prices holds. */
export interface PriceFile {
  readonly models: readonly ModelPrices[];
  /** Entries that name no price of tokens: models of images, speech or search, and the sample. */
  readonly skipped: number;
  readonly problems: readonly PriceFileProblem[];
}

/**
 * Reads prices in the format of LiteLLM's `model_prices_and_context_window.json`: an object of
 * models with dollars per token, as JSON text or already parsed. Keys that are not about tokens are
 * ignored. A cache price that an entry does not give is that of its input (an hour's cache write:
 * that of five minutes), and the model's `remark` says so. In a tier (`_above_200k_tokens`), a price
 * not given is the one below the limit.
 *
 * It never throws: what cannot be used is in `problems`, with its place.
 *
 * @example
 * const text = '{"deepseek-chat": {"input_cost_per_token": 2.8e-7, "output_cost_per_token": 4.2e-7}}';
 * parsePriceFile(text).models[0]?.periods[0].rates.input; // 0.28
 */
export function parsePriceFile(source: unknown): PriceFile {
  const problems: PriceFileProblem[] = [];
  const models: ModelPrices[] = [];
  let skipped = 0;
  for (const [model, entry] of Object.entries(entriesOf(source, problems))) {
    if (!isObject(entry)) {
      problems.push({ path: [model], reason: `expected an object, found ${describe(entry)}` });
    } else if (model === 'sample_spec' || !isAboutTokens(entry)) {
      skipped++;
    } else {
      const prices = readPriceEntry(model, entry, problems);
      if (prices) models.push(prices);
    }
  }
  return { models, skipped, problems };
}

function entriesOf(
  source: unknown,
  problems: PriceFileProblem[],
): Readonly<Record<string, unknown>> {
  let file = source;
  if (typeof source === 'string') {
    const json = source.replace(/^\uFEFF/, '');
    const error = findJsonError(json);
    if (error) {
      problems.push({ path: [], ...error });
      return {};
    }
    file = JSON.parse(json);
  }
  if (isObject(file)) return file;
  problems.push({ path: [], reason: `expected an object of models, found ${describe(file)}` });
  return {};
}
