import { transcriptsOf } from './find-transcripts.ts';
import { groupSessions } from './group-sessions.ts';
import type { IndexOptions } from './index-files.ts';
import { laterTime } from './message-time.ts';
import { isSame } from './plan-refresh.ts';
import { type KnownFacts, type Session, summarizeAll } from './session.ts';
import type { FoundFiles } from './store/find-store-files.ts';
import { hasStore } from './store/has-store.ts';
import type { Store } from './store/open-store.ts';
import type { StoreFile } from './store/seen-files.ts';
import type { TranscriptFacts } from './transcript-facts.ts';

/** A few sessions, and what happened to the index. */
export interface KnownSessions {
  /** Undefined: a transcript has changed since it was read, and `refreshIndex` has to read it. */
  readonly sessions: readonly Session[] | undefined;
  readonly notes: readonly string[];
}

/**
 * Gives a few sessions as `refreshIndex` gives them, without a look at all the others.
 *
 * @param found - What there is, as `findStoreFiles` has just found it.
 */
export async function knownSessions(
  options: IndexOptions,
  found: FoundFiles,
  ids: ReadonlySet<string>,
): Promise<KnownSessions> {
  if (ids.size === 0) return { sessions: [], notes: [] };
  if (!hasStore(options)) return { sessions: undefined, notes: [] };
  const { roots, problems } = found;
  const files = found.filesOf(ids);
  const { closeStore, openStore } = await import('./store/open-store.ts');
  const store = openStore(options);
  try {
    const known = await currentFacts(store, files);
    const groups = groupSessions(transcriptsOf({ files, roots, problems }).files);
    return { sessions: known && summarizeAll(groups, known), notes: store.notes };
  } finally {
    closeStore(store);
  }
}

/** Undefined when one of the files is not known as it is, or the store cannot tell. */
async function currentFacts(
  store: Store,
  files: readonly StoreFile[],
): Promise<KnownFacts | undefined> {
  const { filesAt } = await import('./store/file-rows.ts');
  const facts = new Map<string, TranscriptFacts>();
  const subagentTimes = new Map<string, number>();
  try {
    const rows = filesAt(
      store.db,
      files.map(({ path }) => path),
    );
    for (const file of files) {
      const row = rows.get(file.path);
      if (!row || !isSame(file, row)) return undefined;
      if (file.agent === undefined) facts.set(file.path, row.state.facts);
      else {
        const time = laterTime(subagentTimes.get(row.session), row.state.facts.lastTime);
        if (time !== undefined) subagentTimes.set(row.session, time);
      }
    }
    return { facts, subagentTimes };
  } catch {
    // Who refreshes the index mends the store, and tells what was wrong.
    return undefined;
  }
}
