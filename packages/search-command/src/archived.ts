import type { Session } from '@cco/session-index';
import { archivedSessions, closeStore, openStore } from '@cco/session-index/store';
import type { HitOptions } from './find-hits.ts';

/** All sessions that are known. */
export interface KnownSessions {
  readonly sessions: readonly Session[];
  /** Ids of those that are gone. */
  readonly archived: ReadonlySet<string> | undefined;
}

/** Adds the sessions that Claude Code has deleted, as they were known last; newest first. */
export function withArchived(
  sessions: readonly Session[],
  { configFolders, dataFolder }: Pick<HitOptions, 'configFolders' | 'dataFolder'>,
): KnownSessions {
  const store = openStore({ configFolders, dataFolder });
  try {
    const there = new Set(sessions.map(({ id }) => id));
    const gone = archivedSessions(store).filter(({ id }) => !there.has(id));
    return {
      sessions: [...sessions, ...gone].sort((a, b) => b.lastTime - a.lastTime),
      archived: new Set(gone.map(({ id }) => id)),
    };
  } finally {
    closeStore(store);
  }
}
