import { displayWidth, padEnd, padStart, truncate, truncateStart } from './width.ts';

/** One column of a table. */
export interface Column {
  /** Shown above the column. */
  readonly title: string;
  /** @default 'left' */
  readonly align?: 'left' | 'right' | undefined;
  /** May be cut when the table is wider than the terminal. @default false */
  readonly shrink?: boolean | undefined;
  /** The end of a cell that stays when it is cut: of paths the last. @default 'start' */
  readonly keep?: 'start' | 'end' | undefined;
}

const GAP = '  ';
const NARROWEST = 8;

/**
 * Lays out rows of plain (unstyled) cells under their titles, two blanks between columns. When
 * the table is wider than `width`, the columns marked `shrink` are cut, widest first.
 *
 * @param width - Columns available. @default unlimited
 * @returns The title line and one line per row, without trailing blanks.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string[] {
  const widths = fit(columns, rows, width);
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => {
        const cut = column.keep === 'end' ? truncateStart : truncate;
        const cell = cut(cells[i] ?? '', widths[i] ?? 0);
        return column.align === 'right'
          ? padStart(cell, widths[i] ?? 0)
          : padEnd(cell, widths[i] ?? 0);
      })
      .join(GAP)
      .trimEnd();
  return [columns.map((column) => column.title), ...rows].map(line);
}

function fit(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map((column, i) =>
    rows.reduce(
      (most, row) => Math.max(most, displayWidth(row[i] ?? '')),
      displayWidth(column.title),
    ),
  );
  const gaps = GAP.length * (columns.length - 1);
  let excess = widths.reduce((sum, one) => sum + one, gaps) - width;
  while (excess > 0) {
    const widest = widestShrinkable(columns, widths);
    if (widest === undefined) break;
    const second = secondWidest(columns, widths, widest);
    const current = widths[widest] ?? 0;
    const target = Math.max(NARROWEST, Math.min(current - 1, Math.max(second, current - excess)));
    widths[widest] = target;
    excess -= current - target;
  }
  return widths;
}

function widestShrinkable(
  columns: readonly Column[],
  widths: readonly number[],
): number | undefined {
  let widest: number | undefined;
  for (const [i, column] of columns.entries()) {
    const size = widths[i] ?? 0;
    if (!column.shrink || size <= NARROWEST) continue;
    if (widest === undefined || size > (widths[widest] ?? 0)) widest = i;
  }
  return widest;
}

function secondWidest(
  columns: readonly Column[],
  widths: readonly number[],
  widest: number,
): number {
  return columns.reduce(
    (most, column, i) => (column.shrink && i !== widest ? Math.max(most, widths[i] ?? 0) : most),
    0,
  );
}
