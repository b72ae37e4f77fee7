import { createStyle, displayWidth, type Style, stripControls, truncate } from '@cco/terminal';
import type { StatusInput } from './parse-status-input.ts';
import { type CostSource, DEFAULT_SEGMENTS, type SegmentName } from './segment-names.ts';
import { type Level, MAKE_SEGMENT, type Segment } from './segments.ts';
import type { StatusFigures } from './status-figures.ts';

/** How the line is to look. */
export interface StatusLineOptions {
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  /** @default DEFAULT_SEGMENTS */
  readonly segments?: readonly SegmentName[] | undefined;
  /** Columns that the line may take. @default no limit */
  readonly width?: number | undefined;
  /** @default none */
  readonly style?: Style | undefined;
  /** The time zone of reset times. @default the zone of this machine */
  readonly zone?: string | undefined;
  /** @default 'auto' */
  readonly costSource?: CostSource | undefined;
  /** Stands between two segments. @default ' · ' */
  readonly separator?: string | undefined;
}

/** What a narrow line does without first; the others follow in the order of the line, from its end. */
const LEAVES_FIRST: readonly SegmentName[] = [
  'duration',
  'lines',
  'cache',
  'branch',
  'burn',
  'project',
  'block',
  'budget',
];

/**
 * Writes the line. Segments of which nothing is known are left out; where it is too wide, segments
 * get shorter, and then leave.
 *
 * @param input - Undefined when the input could not be read: the line is then made of the figures.
 * @returns One line without its end. Never empty.
 *
 * @example
 * const input = parseStatusInput('{"model":{"display_name":"Opus"},"cost":{"total_cost_usd":1.234}}');
 * renderStatusLine(input, { today: { dollars: 4.5 } }, { now: Date.now() });
 * // 'Opus · $1.23 session · $4.50 today'
 */
export function renderStatusLine(
  input: StatusInput | undefined,
  figures: StatusFigures,
  options: StatusLineOptions,
): string {
  const { now, segments: names = DEFAULT_SEGMENTS, zone, costSource = 'auto' } = options;
  const { width = Number.POSITIVE_INFINITY, style = createStyle(false) } = options;
  const separator = stripControls(options.separator ?? ' · ');
  const world = { input, figures, now, zone, costSource };
  const segments = [...new Set(names)].flatMap((name): Segment[] => {
    const made = MAKE_SEGMENT[name](world);
    return made === undefined ? [] : [{ name, ...made }];
  });
  if (segments.length === 0) return truncate('cco: nothing to show', Math.max(1, width));
  return fit(segments, width, displayWidth(separator))
    .map(({ text, level }) => COLOR[level](style)(text))
    .join(style.dim(separator));
}

const COLOR: Readonly<Record<Level, (style: Style) => (text: string) => string>> = {
  plain: () => (text) => text,
  good: ({ green }) => green,
  warning: ({ yellow }) => yellow,
  alarm: ({ red }) => red,
};

interface Piece {
  readonly text: string;
  readonly level: Level;
}

function fit(segments: readonly Segment[], width: number, gap: number): Piece[] {
  const isShort = new Set<SegmentName>();
  let left = [...segments];
  const pieces = (): Piece[] =>
    left
      .map(({ name, long, short, level }) => ({ text: isShort.has(name) ? short : long, level }))
      .filter(({ text }) => text !== '');
  const fits = (): boolean => {
    const made = pieces();
    return made.reduce((sum, { text }) => sum + displayWidth(text) + gap, -gap) <= width;
  };
  const order = leavingOrder(segments);
  for (const name of order) {
    if (fits()) return pieces();
    isShort.add(name);
  }
  for (const name of order.slice(0, -1)) {
    if (fits()) return pieces();
    left = left.filter((segment) => segment.name !== name);
  }
  return pieces().map(({ text, level }) => ({ text: truncate(text, Math.max(1, width)), level }));
}

function leavingOrder(segments: readonly Segment[]): SegmentName[] {
  const fromEnd = segments.map(({ name }) => name).reverse();
  const first = LEAVES_FIRST.filter((name) => fromEnd.includes(name));
  return [...first, ...fromEnd.filter((name) => !first.includes(name))];
}
