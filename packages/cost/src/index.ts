/**
 * Exact costs of Claude Code messages, token estimates and dollars, without dependencies or file
 * access.
 *
 * @module
 */
export type { AppliedPrice, CostAmounts } from './apply-prices.ts';
export { type CostEstimate, estimateCost } from './estimate-cost.ts';
export { CHARACTERS_PER_TOKEN, countCharacters, estimateTokens } from './estimate-tokens.ts';
export { formatUsd } from './format-usd.ts';
export { type ModelSpelling, parseModelSpelling } from './model-spelling.ts';
export {
  addMoney,
  compareMoney,
  formatMoney,
  type Money,
  moneyFromDollars,
  NO_MONEY,
  toDollars,
} from './money.ts';
export { withOwnPrices } from './own-prices.ts';
export type { PriceFileProblem } from './price-entry.ts';
export { type PriceFile, parsePriceFile } from './price-file.ts';
export {
  type CalculatedCost,
  type CostMode,
  type MessageCost,
  type MessageToPrice,
  type PriceMessageOptions,
  priceMessage,
  type RecordedCost,
  type UnpricedCost,
  type UnrecordedCost,
} from './price-message.ts';
export { PRICE_TABLE, PRICE_TABLE_DATE } from './price-table.ts';
export { priceTableAge } from './price-table-age.ts';
export type {
  FastPeriod,
  ModelPrices,
  Period,
  PricePeriod,
  PriceTable,
  PromptTier,
  TokenRates,
} from './prices.ts';
export {
  DEFAULT_RATES,
  type PresetName,
  RATE_PRESETS,
  type Rates,
  type RatesSource,
  resolveRates,
} from './rates.ts';
export { type ReadUsage, readUsage, type UsageCounts } from './read-usage.ts';
export {
  type KnownModel,
  type ResolvedModel,
  resolveModel,
  type UnknownModel,
} from './resolve-model.ts';
export { ISSUE_MEANINGS, type IssueCode, type UsageIssue } from './usage-issue.ts';
