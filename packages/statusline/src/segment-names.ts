/** Everything that the line can show, in no particular order. */
export const SEGMENTS = [
  'model',
  'session',
  'today',
  'block',
  'burn',
  'context',
  'limits',
  'budget',
  'cache',
  'project',
  'branch',
  'lines',
  'duration',
] as const;

/** A part of the line. */
export type SegmentName = (typeof SEGMENTS)[number];

/** What the line shows unless it is told otherwise, in this order. */
export const DEFAULT_SEGMENTS: readonly SegmentName[] = [
  'model',
  'session',
  'today',
  'block',
  'burn',
  'budget',
  'context',
  'limits',
];

/**
 * Where the cost of the session comes from: `auto` takes Claude Code's own figure and, without one,
 * the transcripts; `cc` and `computed` take one of them; `both` shows both.
 */
export const COST_SOURCES = ['auto', 'cc', 'computed', 'both'] as const;

/** See {@link COST_SOURCES}. */
export type CostSource = (typeof COST_SOURCES)[number];
