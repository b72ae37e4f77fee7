import type { StoredCall } from '@cco/session-index/store';
import { readCalls, readSessions, type Store } from '@cco/session-index/store';
import type { Selection } from './selection.ts';

/**
 * Reads the calls that were chosen, in the order of their times: from the store, which also knows
 * those of transcripts that are gone, without the contents of files.
 */
export function selectCalls(store: Store, selection: Selection): StoredCall[] {
  const { session, since, until, wantsProject } = selection;
  const folders = new Map(readSessions(store).map(({ id, cwd }) => [id, cwd]));
  const found: StoredCall[] = [];
  for (const call of readCalls(store, { since, until })) {
    const { source, agentId } = call;
    if (session !== undefined && !source.session.startsWith(session)) continue;
    const folder = folders.get(source.session) ?? call.cwd;
    if (wantsProject?.(source.slug, folder) === false) continue;
    found.push(agentId === undefined ? call : { ...call, source: { ...source, agent: agentId } });
  }
  return found.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}
