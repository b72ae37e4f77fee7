import { notesOf, type ReportNotes } from './notes.ts';
import { type RowFilter, selectRows } from './select-rows.ts';
import { figuresOf, type UsageFigures } from './usage-figures.ts';
import type { UsageRow } from './usage-row.ts';

/** What every report can be told. */
export interface ReportOptions extends RowFilter {
  /** Reports over time go by time, `asc` by default; all others by cost, `desc` by default. */
  readonly order?: SortOrder | undefined;
  /** Lines that were skipped when the rows were read, by reason. @default none */
  readonly skippedLines?: Readonly<Record<string, number>> | undefined;
}

/** Which end comes first. */
export type SortOrder = 'asc' | 'desc';

/** The sum of all rows of a report. */
export interface UsageTotals extends UsageFigures {
  /** Models with tokens that the cost leaves out, most tokens first; absent when there are none. */
  readonly unpricedModels?: readonly string[];
}

/** What stands beside the rows of every report. */
export interface ReportFrame {
  readonly totals: UsageTotals;
  readonly notes: ReportNotes;
}

/** Picks the rows of a report and sums them up. */
export function frame(
  rows: readonly UsageRow[],
  options: ReportOptions,
): { readonly selected: readonly UsageRow[]; readonly frame: ReportFrame } {
  const selected = selectRows(rows, options);
  return { selected, frame: frameOf(selected, options.skippedLines) };
}

/** Sums up rows that are picked already. */
export function frameOf(
  rows: readonly UsageRow[],
  skippedLines: Readonly<Record<string, number>> | undefined,
): ReportFrame {
  const notes = notesOf(rows, skippedLines);
  const unpricedModels = notes.unpricedModels.map(({ model }) => model);
  return {
    totals: { ...figuresOf(rows), ...(unpricedModels.length > 0 && { unpricedModels }) },
    notes,
  };
}

/** Puts rows into groups, in the order in which their keys appear. */
export function groupRows(
  rows: readonly UsageRow[],
  keyOf: (row: UsageRow) => string,
): Map<string, UsageRow[]> {
  const groups = new Map<string, UsageRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Lists each text once. */
export function distinct(rows: readonly UsageRow[], keyOf: (row: UsageRow) => string): string[] {
  return [...new Set(rows.map(keyOf))];
}

/** Sorts by a text that no two items share. */
export function sortByKey<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  order: SortOrder = 'asc',
): T[] {
  const sign = order === 'asc' ? 1 : -1;
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -sign : sign));
}

/** Sorts by cost, then by tokens, then by a text that no two items share. */
export function sortByCost<T extends UsageFigures>(
  items: readonly T[],
  keyOf: (item: T) => string,
  order: SortOrder = 'desc',
): T[] {
  const sign = order === 'asc' ? 1 : -1;
  return [...items].sort(
    (a, b) =>
      sign * (a.totalCost - b.totalCost || a.totalTokens - b.totalTokens) ||
      (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}
