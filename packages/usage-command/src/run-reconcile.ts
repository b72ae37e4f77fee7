import type { Io } from '@cco/cli';
import { closeStore, openStore, readSessions } from '@cco/session-index/store';
import { findSettings } from '@cco/usage-settings';
import { loadForCommand, usagePlaces, warn } from './load.ts';
import { compareSessions } from './reconcile/compare-sessions.ts';
import { type Reconciliation, renderReconciliation } from './reconcile/render-reconcile.ts';
import { compareCache, readStatsCaches } from './reconcile/stats-cache.ts';
import type { UsageCommandContext } from './usage-context.ts';

/** What the comparison is asked for. */
export interface ReconcileOptions {
  readonly prices: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
}

/** Compares usage with Claude Code's own account of it, and prints what differs. */
export async function runReconcile(
  { prices, all, json }: ReconcileOptions,
  { io, context }: { readonly io: Io; readonly context: UsageCommandContext },
): Promise<number> {
  const settings = await findSettings({ prices, mode: 'calculate', budget: 'none' }, io);
  const { rows } = await loadForCommand({}, settings, { io, context });
  const places = usagePlaces(io, context);
  const cache = readStatsCaches(places.configFolders, (file, message) =>
    warn(io, `skipped: ${file}: ${message}`),
  );
  const result: Reconciliation = {
    sessions: compareSessions(rows, storedSessions(places)),
    statsCache: cache === undefined ? null : compareCache(rows, cache, settings.zone),
  };
  io.out(json ? `${JSON.stringify(result, null, 2)}\n` : renderReconciliation(result, all, io));
  return 0;
}

function storedSessions(places: ReturnType<typeof usagePlaces>) {
  const store = openStore(places);
  try {
    return readSessions(store);
  } finally {
    closeStore(store);
  }
}
