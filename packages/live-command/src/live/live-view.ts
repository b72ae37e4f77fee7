import { countLiveFigures, type LiveFigures } from '@cco/live-usage';
import type { Store } from '@cco/session-index/store';
import { type BudgetStatus, statusOfSpending, type UsageRow } from '@cco/usage-reports';
import type { Settings } from '@cco/usage-settings';
import { readUsageRows } from '@cco/usage-source';

/** A session as it is shown. */
export interface SessionView {
  readonly id: string;
  readonly project: string;
  /** Models, most used last. */
  readonly models: readonly string[];
  readonly messages: number;
  readonly tokens: number;
  /** Picodollars of everything that has a price. */
  readonly cost: bigint;
  readonly unpricedTokens: number;
  /** Subagents with messages. */
  readonly agents: number;
  /** Milliseconds since 1970. */
  readonly lastTime: number;
}

/** Everything on the screen but the clock. */
export interface LiveView {
  readonly figures: LiveFigures;
  readonly budgets: readonly BudgetStatus[];
  /** The session that was chosen, or was active last; all of it, since its beginning. */
  readonly session: SessionView | undefined;
  /** Other sessions of the last five hours with what they used in them, the latest first. */
  readonly others: readonly SessionView[];
  /** Picodollars of the last hours' quarters, the present one last. */
  readonly quarters: readonly bigint[];
  readonly notes: readonly string[];
}

const QUARTER = 900_000;
const QUARTERS = 20;
const RECENT = QUARTERS * QUARTER;

/**
 * Reads what the screen shows.
 *
 * @param chosen - Id of the session to show, or how it begins. @default the one that was active last
 */
export function readView(
  store: Store,
  settings: Omit<Settings, 'now'>,
  { now, chosen }: { readonly now: number; readonly chosen?: string | undefined },
): LiveView {
  const { mode, prices } = settings;
  const figures = countLiveFigures(store, { ...settings, now });
  const { rows } = readUsageRows(store, { since: now - RECENT, mode, prices });
  const recent = bySession(rows);
  const id = chosen === undefined ? recent[0]?.id : findSession(store, chosen, settings);
  const session =
    id === undefined
      ? undefined
      : bySession(readUsageRows(store, { session: id, mode, prices }).rows)[0];
  return {
    figures,
    budgets: settings.budgets.map((budget) =>
      statusOfSpending(budget, figures.periods[budget.period]),
    ),
    session,
    others: recent.filter((one) => one.id !== id),
    quarters: byQuarter(rows, now),
    notes: [...new Set(store.notes)],
  };
}

function findSession(
  store: Store,
  chosen: string,
  { mode, prices }: Pick<Settings, 'mode' | 'prices'>,
): string | undefined {
  const { rows } = readUsageRows(store, { mode, prices, places: false });
  return bySession(rows).find(({ id }) => id.startsWith(chosen))?.id;
}

/** Sums rows up by session, the one that was active last first. */
function bySession(rows: readonly UsageRow[]): SessionView[] {
  const groups = new Map<string, UsageRow[]>();
  for (const row of rows) {
    const own = groups.get(row.sessionId);
    if (own === undefined) groups.set(row.sessionId, [row]);
    else own.push(row);
  }
  return [...groups]
    .map(([id, own]) => toView(id, own))
    .sort((a, b) => b.lastTime - a.lastTime || (a.id < b.id ? -1 : 1));
}

function toView(id: string, rows: readonly UsageRow[]): SessionView {
  const sorted = [...rows].sort((a, b) => a.time - b.time);
  let messages = 0;
  let tokens = 0;
  let cost = 0n;
  let unpricedTokens = 0;
  let lastTime = 0;
  for (const row of sorted) {
    const { input, output, cacheWrite5m, cacheWrite1h, cacheRead } = row.counters;
    messages += row.messages;
    tokens += input + output + cacheWrite5m + cacheWrite1h + cacheRead;
    cost += row.cost ?? 0n;
    unpricedTokens += row.unpricedTokens;
    lastTime = Math.max(lastTime, row.lastTime ?? row.time);
  }
  return {
    id,
    project: sorted.at(-1)?.project ?? '',
    models: [...new Set(sorted.map(({ model }) => model))],
    messages,
    tokens,
    cost,
    unpricedTokens,
    agents: new Set(sorted.flatMap(({ agent }) => (agent ? [agent.id] : []))).size,
    lastTime,
  };
}

function byQuarter(rows: readonly UsageRow[], now: number): bigint[] {
  const last = Math.floor(now / QUARTER);
  const sums = new Array<bigint>(QUARTERS).fill(0n);
  for (const { time, cost } of rows) {
    const at = QUARTERS - 1 - (last - Math.floor(time / QUARTER));
    if (at >= 0 && at < QUARTERS) sums[at] = (sums[at] ?? 0n) + (cost ?? 0n);
  }
  return sums;
}
