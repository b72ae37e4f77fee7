import { bar, type Column, displayWidth, padEnd, table, truncate } from '@cco/terminal';

/** A column with its cells, one for each line. */
export interface FilledColumn extends Column {
  readonly cells: readonly string[];
}

const GAP = '  ';
const WIDEST_BAR = 20;
const NARROWEST_BAR = 4;

/** What a text that may be cut should keep, before whole columns are left out. */
const READABLE = 14;

/**
 * Lays out columns. While they are wider than the terminal, some are left out; then texts are cut,
 * and at last the ends of lines.
 *
 * @param dispensable - What to leave out together, first things first.
 * @returns The title line and a line for each line of the columns.
 */
export function fitTable(
  columns: readonly FilledColumn[],
  dispensable: readonly (readonly FilledColumn[])[],
  width: number,
): string[] {
  let left = columns;
  for (const group of dispensable) {
    if (narrowest(left) <= width) break;
    left = left.filter((column) => !group.includes(column));
  }
  const count = left[0]?.cells.length ?? 0;
  const rows = Array.from({ length: count }, (_, i) => left.map(({ cells }) => cells[i] ?? ''));
  // Absurd numbers may still be too wide: a line that wraps would be worse than one that is cut.
  return table(left, rows, width).map((line) => truncate(line, width).trimEnd());
}

/**
 * Draws bars beside the lines of a table, where there is room.
 *
 * @param values - One for each line below the title; 0 has no bar.
 * @returns The lines, unchanged when there was no room or nothing to draw.
 */
export function withBars(
  lines: readonly string[],
  values: readonly number[],
  width: number,
): readonly string[] {
  const used = Math.max(...lines.map(displayWidth));
  const room = Math.min(WIDEST_BAR, width - used - GAP.length);
  const most = Math.max(0, ...values);
  if (room < NARROWEST_BAR || most === 0) return lines;
  return lines.map((line, i) => {
    const drawn = bar(values[i - 1] ?? 0, most, room);
    return drawn ? padEnd(line, used) + GAP + drawn : line;
  });
}

function narrowest(columns: readonly FilledColumn[]): number {
  return columns.reduce(
    (sum, { cells, title, shrink }) => {
      const full = Math.max(displayWidth(title), ...cells.map(displayWidth));
      return sum + (shrink ? Math.min(full, READABLE) : full);
    },
    GAP.length * (columns.length - 1),
  );
}
