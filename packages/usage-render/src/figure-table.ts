import { type Column, groupThousands } from '@cco/terminal';
import type { FigureCaveats, TokenFigures } from '@cco/usage-reports';
import { alignMarks, costCell, outputCell } from './cells.ts';
import { type FilledColumn, fitTable } from './fit-table.ts';

/** A line of a table of figures. */
export interface FigureLine extends TokenFigures, FigureCaveats {
  /** One for each label column; missing ones stay blank. */
  readonly labels: readonly string[];
  /** Short names. */
  readonly models: string;
  readonly totalTokens: number;
  readonly cost: number;
  /** What its bar shows; 0 has none. */
  readonly weight: number;
}

/** How a table of figures is to be laid out. */
export interface FigureTableOptions {
  /** The first is indispensable. */
  readonly labels: readonly Column[];
  readonly width: number;
  /** Leaves out cache and total tokens, however wide the terminal is. */
  readonly compact: boolean;
  /** Shows models whatever else is left out for them. */
  readonly keepModels: boolean;
}

/**
 * Lays out lines of figures. When they are wider than the terminal, columns are left out: the cache
 * first, then the total, the models, what labels are beside the first, and the input.
 *
 * @returns The title line and a line for each line of figures.
 */
export function figureTable(lines: readonly FigureLine[], options: FigureTableOptions): string[] {
  const { width, compact, keepModels } = options;
  const tokens = (title: string, of: (line: FigureLine) => number): FilledColumn => {
    return { title, align: 'right', cells: lines.map((line) => groupThousands(of(line))) };
  };
  const labels = options.labels.map((label, i): FilledColumn => {
    return { ...label, cells: lines.map((line) => line.labels[i] ?? '') };
  });
  const models = { title: 'Models', shrink: true, cells: lines.map((line) => line.models) };
  const input = tokens('Input', (line) => line.inputTokens);
  const output: FilledColumn = {
    title: 'Output',
    align: 'right',
    cells: alignMarks(lines.map((line) => outputCell(line.outputTokens, line))),
  };
  const cache = [
    tokens('Cache write', (line) => line.cacheCreationTokens),
    tokens('Cache read', (line) => line.cacheReadTokens),
  ];
  const total = tokens('Total', (line) => line.totalTokens);
  const cost: FilledColumn = {
    title: 'Cost',
    align: 'right',
    cells: alignMarks(lines.map((line) => costCell(line.cost, line.totalTokens, line))),
  };
  const columns = [
    ...labels,
    ...(models.cells.some((cell) => cell !== '') ? [models] : []),
    input,
    output,
    ...(compact ? [] : [...cache, total]),
    cost,
  ];
  const secondary = labels.slice(1).map((column) => [column]);
  const dispensable = [cache, [total], keepModels ? [] : [models], ...secondary.reverse(), [input]];
  return fitTable(columns, dispensable, width);
}
