/**
 * Token estimates, rates and dollars for Claude Code, without dependencies or file access.
 *
 * @module
 */
export { type CostEstimate, estimateCost } from './estimate-cost.ts';
export { CHARACTERS_PER_TOKEN, countCharacters, estimateTokens } from './estimate-tokens.ts';
export { formatUsd } from './format-usd.ts';
export {
  DEFAULT_RATES,
  type PresetName,
  RATE_PRESETS,
  type Rates,
  type RatesSource,
  resolveRates,
} from './rates.ts';
