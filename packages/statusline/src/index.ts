/**
 * Reads the JSON that Claude Code gives its statusline, and writes the line; without file access.
 *
 * @module
 */
export {
  parseStatusInput,
  type RateLimit,
  type StatusContext,
  type StatusCost,
  type StatusInput,
} from './parse-status-input.ts';
export { renderStatusLine, type StatusLineOptions } from './render-status-line.ts';
export {
  COST_SOURCES,
  type CostSource,
  DEFAULT_SEGMENTS,
  SEGMENTS,
  type SegmentName,
} from './segment-names.ts';
export type {
  StatusAmount,
  StatusBlock,
  StatusBudget,
  StatusFigures,
} from './status-figures.ts';
