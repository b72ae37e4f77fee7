import type { Stretch } from '@cco/secrets';
import { count } from '@cco/terminal';

/** A line to show, or how much was left out. */
export type ExcerptLine =
  | { readonly text: string; readonly ranges: readonly Stretch[] }
  | { readonly gap: string };

/** How much of a text is shown. */
export interface ExcerptOptions {
  /** Lines from the beginning, when there is nothing marked in the text. */
  readonly head: number;
  /** Lines around each one with a mark. */
  readonly around: number;
  /** Longest line, in characters. */
  readonly width: number;
}

/** Cuts a text to the lines with marks and those around them; without marks to its beginning. */
export function excerptOf(
  text: string,
  ranges: readonly Stretch[],
  { head, around, width }: ExcerptOptions,
): ExcerptLine[] {
  const lines = linesOf(text.trimEnd(), ranges);
  const isShown = new Array<boolean>(lines.length).fill(false);
  for (const [at, line] of lines.entries()) {
    if (ranges.length === 0 ? at >= head : line.ranges.length === 0) continue;
    const reach = ranges.length === 0 ? 0 : around;
    isShown.fill(true, Math.max(0, at - reach), at + reach + 1);
  }
  const shown: ExcerptLine[] = [];
  for (let at = 0; at < lines.length; ) {
    if (isShown[at]) {
      shown.push(...cutLine(lines[at] as MarkedLine, width));
      at++;
      continue;
    }
    const from = at;
    while (at < lines.length && !isShown[at]) at++;
    if (at - from === 1) {
      // Telling of it would take as much room.
      shown.push(...cutLine(lines[from] as MarkedLine, width));
      continue;
    }
    shown.push({ gap: `… ${count(at - from, from === 0 ? 'line' : 'more line')}` });
  }
  return shown;
}

interface MarkedLine {
  readonly text: string;
  readonly ranges: readonly Stretch[];
}

/** Cuts a text into lines, each with its part of the marks: a phrase may go over several. */
function linesOf(text: string, ranges: readonly Stretch[]): MarkedLine[] {
  const lines: MarkedLine[] = [];
  let first = 0;
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf('\n', from);
    const to = newline === -1 ? text.length : newline;
    while (first < ranges.length && (ranges[first] as Stretch).end <= from) first++;
    const own: Stretch[] = [];
    for (let at = first; at < ranges.length && (ranges[at] as Stretch).start < to; at++) {
      const { start, end } = ranges[at] as Stretch;
      own.push({ start: Math.max(0, start - from), end: Math.min(to, end) - from });
    }
    lines.push({ text: text.slice(from, to), ranges: own });
    from = to + 1;
  }
  return lines;
}

/** Of a line that is longer than a page of text, such as minified code, the parts with marks stay. */
function cutLine({ text, ranges }: MarkedLine, width: number): ExcerptLine[] {
  if (text.length <= width) return [{ text, ranges }];
  const half = Math.floor(width / 2);
  const [first] = ranges;
  const from = whole(text, first ? Math.max(0, first.start - half) : 0);
  const to = whole(text, Math.min(text.length, from + width));
  const part = `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  const shift = from - (from > 0 ? 1 : 0);
  const own = ranges
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end }) => ({ start: start - shift, end: end - shift }));
  const left = text.length - (to - from);
  return [{ text: part, ranges: own }, { gap: `… ${count(left, 'more character')} in this line` }];
}

/** Moves a cut out of the middle of a surrogate pair. */
function whole(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') && at > 0 ? at - 1 : at;
}
