import type { UsageRow } from './usage-row.ts';

/** What people must be told below a report. */
export interface ReportNotes {
  /** Models with tokens that no cost contains, most tokens first. */
  readonly unpricedModels: readonly { readonly model: string; readonly tokens: number }[];
  readonly unpricedTokens: number;
  /** Output tokens that are only a lower bound. */
  readonly unfinalizedOutputTokens: number;
  readonly skippedLines: SkippedLines;
}

/** Lines of transcripts that could not be used. */
export interface SkippedLines {
  readonly total: number;
  /** Most lines first. */
  readonly reasons: readonly { readonly reason: string; readonly lines: number }[];
}

/**
 * Collects the notes of a report over these rows.
 *
 * @param skippedLines - How many lines were skipped, by reason as people read it: `{ torn: 3 }`.
 */
export function notesOf(
  rows: readonly UsageRow[],
  skippedLines: Readonly<Record<string, number>> = {},
): ReportNotes {
  const unpriced = new Map<string, number>();
  let unpricedTokens = 0;
  let unfinalizedOutputTokens = 0;
  for (const row of rows) {
    unfinalizedOutputTokens += row.unfinalizedOutput;
    if (row.unpricedTokens === 0) continue;
    unpricedTokens += row.unpricedTokens;
    unpriced.set(row.model, (unpriced.get(row.model) ?? 0) + row.unpricedTokens);
  }
  const reasons = Object.entries(skippedLines).filter(([, lines]) => lines > 0);
  return {
    unpricedModels: ranked(unpriced).map(([model, tokens]) => ({ model, tokens })),
    unpricedTokens,
    unfinalizedOutputTokens,
    skippedLines: {
      total: reasons.reduce((sum, [, lines]) => sum + lines, 0),
      reasons: ranked(reasons).map(([reason, lines]) => ({ reason, lines })),
    },
  };
}

function ranked(counts: Iterable<[name: string, count: number]>): [name: string, count: number][] {
  return [...counts].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
}
