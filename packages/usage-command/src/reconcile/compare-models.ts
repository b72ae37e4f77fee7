import type { UsageRow } from '@cco/usage-reports';
import { COUNTS, countsOf, type ModelCounts, NONE, plainName } from './counts.ts';

/** One model in both accounts. */
export interface ModelComparison {
  readonly model: string;
  /** From the transcripts; null when they show nothing of it. */
  readonly ours: ModelCounts | null;
  /** From Claude Code's account; null when that does not name it. */
  readonly claude: ModelCounts | null;
  /** Output of `ours` that is only a lower bound. */
  readonly unfinalizedOutputTokens: number;
  /** Why they differ, as far as that can be told; empty when they are equal. */
  readonly reasons: readonly Reason[];
}

/** Why two accounts differ. */
export type Reason = keyof typeof REASONS;

/** Reasons in words. */
export const REASONS = {
  'no-lines':
    'Claude Code counts calls that no transcript line shows: titles, summaries and other helpers, retries, subagents without a transcript; and messages that were copied from an older session, which count there',
  'not-accounted':
    "Claude Code's account does not have it: the session went on, or was cleared, after that was written",
  'lower-bound': 'the transcript holds only a lower bound of some outputs',
  'other-prices':
    'the tokens are the same and the prices are not: here they go by day and by size of prompt',
  'claude-unpriced': 'Claude Code did not know the price of a model',
  unpriced: 'a model has no price here',
  'older-history':
    'Claude Code counted transcripts that were gone before their first reading here, or each line of a message by itself',
  'newer-history':
    "Claude Code's cache lags behind, and leaves out what its own account of sessions may have: subagents, copies, other config folders",
} as const;

/** Sorts rows by the plain name of their model. */
export function rowsByModel(rows: readonly UsageRow[]): Map<string, UsageRow[]> {
  const found = new Map<string, UsageRow[]>();
  for (const row of rows) {
    const name = plainName(row.model);
    const group = found.get(name);
    if (group) group.push(row);
    else found.set(name, [row]);
  }
  return found;
}

/**
 * Compares rows with an account, model by model.
 *
 * @param reasons - Why the account has more, and why it has less.
 */
export function compareModels(
  rows: readonly UsageRow[],
  account: ReadonlyMap<string, ModelCounts>,
  reasons: { readonly more: Reason; readonly less: Reason },
): ModelComparison[] {
  const ours = rowsByModel(rows);
  const models = [...new Set([...ours.keys(), ...account.keys()])].sort();
  return models.map((model) => {
    const own = ours.get(model);
    const claude = account.get(model) ?? null;
    const unfinalized = (own ?? []).reduce((sum, row) => sum + row.unfinalizedOutput, 0);
    const counts = own ? countsOf(own) : null;
    return {
      model,
      ours: counts,
      claude,
      unfinalizedOutputTokens: unfinalized,
      reasons: reasonsOf(counts ?? NONE, claude ?? NONE, unfinalized, reasons),
    };
  });
}

function reasonsOf(
  ours: ModelCounts,
  claude: ModelCounts,
  unfinalized: number,
  { more, less }: { readonly more: Reason; readonly less: Reason },
): Reason[] {
  const found = new Set<Reason>();
  for (const key of COUNTS) {
    if (ours[key] > claude[key]) found.add(less);
    else if (ours[key] < claude[key]) {
      found.add(key === 'outputTokens' && unfinalized > 0 ? 'lower-bound' : more);
    }
  }
  return [...found];
}
