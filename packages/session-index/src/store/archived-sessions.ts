import { laterTime } from '../message-time.ts';
import { byTime, type Session, toSession } from '../session.ts';
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
    const files = bySession.get(file.session);
    if (files) files.push(file);
    else bySession.set(file.session, [file]);
  }
  return [...bySession].flatMap(([id, files]) => sessionOf(id, files) ?? []).sort(byTime);
}

/** Puts a session together; undefined when a file of it is left, or none held a conversation. */
function sessionOf(id: string, files: readonly FileRow[]): Session | undefined {
  const copies = files.filter(({ agent }) => agent === undefined);
  if (copies.some(({ isArchived }) => !isArchived)) return undefined;
  const subagentTime = files
    .filter(({ agent }) => agent !== undefined)
    .reduce<number | undefined>(
      (time, { state }) => laterTime(time, state.facts.lastTime),
      undefined,
    );
  const own = copies.map(({ path, slug, size, mtime, state }) => ({
    file: { path, slug, size, mtimeMs: mtime / MICROSECONDS },
    facts: state.facts,
  }));
  return toSession(id, own, subagentTime);
}
