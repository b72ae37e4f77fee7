import { transcriptsOf } from './find-transcripts.ts';
import { groupSessions } from './group-sessions.ts';
import type { IndexOptions } from './index-files.ts';
import type { SessionIndex } from './refresh-index.ts';
import { summarizeAll } from './session.ts';
import { findStoreFiles } from './store/find-store-files.ts';

/**
 * Gives what a refresh would give, as far as transcripts were read before, without reading any:
 * for a list that is to be there at once and is refreshed later. New sessions are missing.
 */
export async function knownIndex(options: IndexOptions): Promise<SessionIndex> {
  const found = options.found ?? findStoreFiles(options.configFolders, options);
  const { closeStore, openStore } = await import('./store/open-store.ts');
  const { knownFacts, subagentTimes } = await import('./store/file-rows.ts');
  const { configFolders, dataFolder } = options;
  const store = openStore({ configFolders, dataFolder });
  try {
    const known = { facts: knownFacts(store.db), subagentTimes: subagentTimes(store.db) };
    const sessions = summarizeAll(groupSessions(transcriptsOf(found).files), known);
    return { sessions, found, filesRead: 0, problems: found.problems, notes: store.notes };
  } finally {
    closeStore(store);
  }
}
