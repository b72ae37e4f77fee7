import type { Io } from '@cco/cli';
import { groupThousands, oneLine, table } from '@cco/terminal';

/** A value of a list; times as ISO text. */
export type Cell = string | number | boolean | undefined;

/** A column of a list. */
export interface RowColumn {
  readonly key: string;
  readonly title: string;
  /** Cut where the terminal is narrow. @default false */
  readonly shrink?: boolean | undefined;
  /** The end of a cell that stays when it is cut. @default 'start' */
  readonly keep?: 'start' | 'end' | undefined;
  /** Left out of the table, not of JSON and CSV. @default false */
  readonly hidden?: boolean | undefined;
}

/** A list with its columns. */
export interface RowList {
  readonly columns: readonly RowColumn[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** How a list is written. */
export interface PrintOptions {
  readonly json: boolean;
  readonly csv: boolean;
  /** Rows at most in the table. */
  readonly limit: number | undefined;
}

/** Writes a list as a table, JSON or CSV. */
export function printRows({ columns, rows }: RowList, options: PrintOptions, io: Io): void {
  if (options.json) {
    const whole = rows.map((row) =>
      Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])),
    );
    io.out(`${JSON.stringify(whole, undefined, 2)}\n`);
    return;
  }
  if (options.csv) {
    const lines = [
      columns.map(({ key }) => key),
      ...rows.map((row) => columns.map(({ key }) => row[key])),
    ];
    io.out(lines.map((cells) => `${cells.map(csvCell).join(',')}\n`).join(''));
    return;
  }
  const shown = columns.filter(({ hidden }) => hidden !== true);
  if (rows.length === 0) {
    io.out('Nothing found.\n');
    return;
  }
  const some = options.limit === undefined ? rows : rows.slice(0, options.limit);
  const isNumber = (key: string) => rows.some((row) => typeof row[key] === 'number');
  const lines = table(
    shown.map(({ key, title, shrink, keep }) => ({
      title,
      shrink,
      keep,
      align: isNumber(key) ? 'right' : 'left',
    })),
    some.map((row) => shown.map(({ key }) => text(row[key]))),
    io.columns,
  );
  const [head = '', ...body] = lines;
  const rest = rows.length - some.length;
  const more =
    rest > 0 ? [io.style.dim(`… ${groupThousands(rest)} more: --limit 0 shows all`)] : [];
  io.out(`${[io.style.bold(head), ...body, ...more].join('\n')}\n`);
}

function text(cell: Cell): string {
  if (cell === undefined) return '';
  return typeof cell === 'number' ? groupThousands(cell) : oneLine(String(cell));
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
