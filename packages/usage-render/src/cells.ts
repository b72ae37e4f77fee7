import { groupThousands } from '@cco/terminal';
import type { FigureCaveats } from '@cco/usage-reports';
import { formatCost } from './format-cost.ts';

/** Stands behind a cost that leaves tokens out. */
export const UNPRICED_MARK = '*';

/** Stands behind an output count that is only a lower bound. */
export const UNFINALIZED_MARK = '+';

/** A figure for people, with the mark that sends them to the notes. */
export interface MarkedCell {
  readonly text: string;
  readonly mark: string;
}

/** Writes a cost, or that there is none because nothing has a price. */
export function costCell(
  cost: number,
  totalTokens: number,
  { unpricedTokens }: FigureCaveats,
): MarkedCell {
  if (unpricedTokens === 0) return { text: formatCost(cost), mark: '' };
  const isUnpriced = cost === 0 && unpricedTokens >= totalTokens;
  return { text: isUnpriced ? 'unpriced' : formatCost(cost), mark: UNPRICED_MARK };
}

/** Writes output tokens. */
export function outputCell(tokens: number, { unfinalizedOutputTokens }: FigureCaveats): MarkedCell {
  const mark = unfinalizedOutputTokens > 0 ? UNFINALIZED_MARK : '';
  return { text: groupThousands(tokens), mark };
}

/** Writes the cells of a column: where one has a mark, the digits of all stay below each other. */
export function alignMarks(cells: readonly MarkedCell[]): string[] {
  const hasMarks = cells.some(({ mark }) => mark !== '');
  return cells.map(({ text, mark }) => text + (mark || (hasMarks ? ' ' : '')));
}
