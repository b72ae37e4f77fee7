import type { StoredSession } from '@cco/session-index/store';
import type { UsageRow } from '@cco/usage-reports';
import { compareModels, type ModelComparison, type Reason } from './compare-models.ts';
import { readModelUsage } from './counts.ts';

/** A session in both accounts. Dollars. */
export interface SessionComparison {
  readonly sessionId: string;
  readonly project: string;
  readonly ours: { readonly costUSD: number; readonly unpricedTokens: number };
  /** Its last `cost-state` record. */
  readonly claude: { readonly costUSD: number | null; readonly hasUnknownModelCost: boolean };
  /** Ours less Claude Code's; null when that names no cost. */
  readonly differenceUSD: number | null;
  readonly models: readonly ModelComparison[];
  /** Why they differ; empty when they are equal. */
  readonly reasons: readonly Reason[];
}

const PICODOLLARS = 1e12;
/** A millionth of a dollar: Claude Code adds up floating-point numbers. */
const SMALLEST_DIFFERENCE = 1e-6;

/** Compares every session that Claude Code wrote an account of, largest difference first. */
export function compareSessions(
  rows: readonly UsageRow[],
  sessions: readonly StoredSession[],
): SessionComparison[] {
  const bySession = groupBySession(rows);
  const seen = new Set<string>();
  const compared = sessions.flatMap((session) => {
    if (!session.costState || seen.has(session.id)) return [];
    seen.add(session.id);
    return [compareSession(bySession.get(session.id) ?? [], session)];
  });
  const size = ({ differenceUSD }: SessionComparison) => Math.abs(differenceUSD ?? 0);
  return compared.sort((a, b) => size(b) - size(a) || (a.sessionId < b.sessionId ? -1 : 1));
}

function groupBySession(rows: readonly UsageRow[]): Map<string, UsageRow[]> {
  const found = new Map<string, UsageRow[]>();
  for (const row of rows) {
    const group = found.get(row.sessionId);
    if (group) group.push(row);
    else found.set(row.sessionId, [row]);
  }
  return found;
}

function compareSession(rows: readonly UsageRow[], session: StoredSession): SessionComparison {
  const { id, slug, cwd, costState } = session;
  const claude = costState?.totalCostUSD ?? null;
  const hasUnknownModelCost = costState?.hasUnknownModelCost ?? false;
  const costUSD = Number(rows.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n)) / PICODOLLARS;
  const unpricedTokens = rows.reduce((sum, row) => sum + row.unpricedTokens, 0);
  const models = compareModels(rows, readModelUsage(costState?.modelUsage), {
    more: 'no-lines',
    less: 'not-accounted',
  });
  const differenceUSD = claude === null ? null : costUSD - claude;
  const reasons = new Set(models.flatMap((model) => model.reasons));
  if (Math.abs(differenceUSD ?? 0) > SMALLEST_DIFFERENCE) {
    if (hasUnknownModelCost) reasons.add('claude-unpriced');
    if (unpricedTokens > 0) reasons.add('unpriced');
    if (reasons.size === 0) reasons.add('other-prices');
  }
  return {
    sessionId: id,
    project: rows[0]?.project ?? cwd ?? slug,
    ours: { costUSD, unpricedTokens },
    claude: { costUSD: claude, hasUnknownModelCost },
    differenceUSD,
    models,
    reasons: [...reasons],
  };
}
