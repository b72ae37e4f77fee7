/**
 * Usage reports of `@cco/usage-reports` as tables for terminals and as CSV.
 *
 * @module
 */
export { formatCost } from './format-cost.ts';
export { formatMinutes } from './format-minutes.ts';
export { noteLines } from './note-lines.ts';
export { renderActiveBlock } from './render-active-block.ts';
export { type BlockRenderOptions, renderBlocks } from './render-blocks.ts';
export { renderBudgets } from './render-budgets.ts';
export { renderCsv } from './render-csv.ts';
export type { PriceSource, RenderOptions } from './render-options.ts';
export { renderReport } from './render-report.ts';
export { shortenModel, shortenModels } from './shorten-model.ts';
export { sparkline } from './sparkline.ts';
export type { UsageReport } from './usage-report.ts';
export { wrap } from './wrap.ts';
