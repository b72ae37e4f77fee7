import { loadUsage } from '@cco/usage-source';
import type { HitOptions } from './find-hits.ts';

const PICODOLLARS = 1e12;

/**
 * Gives what sessions cost in dollars, with their subagents: 0 for one that used nothing, undefined
 * for one whose models have no known price. The store must be up to date.
 */
export async function sessionCosts({
  configFolders,
  dataFolder,
}: Pick<HitOptions, 'configFolders' | 'dataFolder'>): Promise<
  (session: string) => number | undefined
> {
  const { rows } = await loadUsage({ configFolders, dataFolder, refresh: false });
  const costs = new Map<string, bigint | undefined>();
  for (const { sessionId, cost } of rows) {
    const before = costs.get(sessionId);
    costs.set(sessionId, cost === undefined ? before : (before ?? 0n) + cost);
  }
  return (session) => {
    const cost = costs.get(session);
    if (cost === undefined) return costs.has(session) ? undefined : 0;
    return Number(cost) / PICODOLLARS;
  };
}
