import type { Policy } from '@cco/audit-policy';
import { RULE_SET_VERSION } from '@cco/audit-rules';
import { inTransaction, lastCallChange, type Store, writeStore } from '@cco/session-index/store';
import { beginAnew, KEPT_VERSION, readAgain, readState, writeState } from './schema.ts';

/** Settings of {@link refreshFindings}. */
export interface RefreshFindingsOptions {
  readonly policy: Policy;
  /** Folders of the policy, resolved. */
  readonly folders: readonly string[];
  readonly home: string;
  /** Told now and then, in sessions. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What {@link refreshFindings} did. */
export interface RefreshFindingsSummary {
  /** Sessions that have calls or results which are new. */
  readonly sessionsJudged: number;
  readonly callsJudged: number;
}

/**
 * Brings the kept findings up to date: judges the calls of the store that are new, or whose result
 * is, and all of them when the rules, or what the policy asks them for, have changed. The rules are
 * loaded only when there is something to judge. Where nothing can be kept, all is judged in memory,
 * and `store.notes` says so.
 *
 * @throws when the store cannot be read.
 */
export async function refreshFindings(
  store: Store,
  options: RefreshFindingsOptions,
): Promise<RefreshFindingsSummary> {
  return writeStore(store, () => refresh(store, options));
}

async function refresh(
  store: Store,
  options: RefreshFindingsOptions,
): Promise<RefreshFindingsSummary> {
  const { db } = store;
  const { policy, folders, home } = options;
  const change = lastCallChange(store);
  const judgedBy = JSON.stringify([
    KEPT_VERSION,
    RULE_SET_VERSION,
    policy.judgingKey,
    home,
    folders,
  ]);
  let before = readState(db);
  if (before?.judgedBy !== judgedBy) {
    before = { judgedBy, change: 0 };
    const state = before;
    inTransaction(db, () => {
      beginAnew(db);
      writeState(db, state);
    });
  }
  if (before.change === change && readAgain(db).length === 0) {
    return { sessionsJudged: 0, callsJudged: 0 };
  }
  const { judgeChanged } = await import('./judge-changed.ts');
  const summary = judgeChanged(store, before.change, options);
  writeState(db, { judgedBy, change });
  return summary;
}
