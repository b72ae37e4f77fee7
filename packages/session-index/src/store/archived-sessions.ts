import type { FoundSession } from '../group-sessions.ts';
import { type Session, toSession } from '../session.ts';
import { allFiles, type FileRow } from './file-rows.ts';
import type { Store } from './open-store.ts';

const MICROSECONDS = 1000;

/**
 * Lists the sessions of which no transcript is left, as they were known last, the newest first.
 * Their files are where they were.
 */
export function archivedSessions({ db }: Pick<Store, 'db'>): Session[] {
  const bySession = new Map<string, FileRow[]>();
  for (const file of allFiles(db)) {
    if (file.agent !== undefined) continue;
    const copies = bySession.get(file.session);
    if (copies) copies.push(file);
    else bySession.set(file.session, [file]);
  }
  return [...bySession]
    .flatMap(([id, copies]) => sessionOf(id, copies) ?? [])
    .sort((a, b) => b.mtimeMs - a.mtimeMs || (a.id < b.id ? -1 : 1));
}

/** Puts a session together; undefined when a file of it is left, or none held a conversation. */
function sessionOf(id: string, copies: readonly FileRow[]): Session | undefined {
  if (copies.some(({ isArchived }) => !isArchived)) return undefined;
  const newest = copies.toSorted((a, b) => b.mtime - a.mtime);
  const told = newest.find(({ state }) => state.facts.isConversation);
  const [first, ...rest] = newest.map(({ path, slug, size, mtime }) => ({
    path,
    slug,
    size,
    mtimeMs: mtime / MICROSECONDS,
  }));
  if (!told || !first) return undefined;
  const files: FoundSession['files'] = [first, ...rest];
  return toSession({ id, files }, told.state.facts);
}
