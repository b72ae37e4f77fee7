import type { IndexedFile } from './text-files.ts';

/** A session as the index knows it. */
export interface IndexedSession {
  readonly id: string;
  /** No transcript of it is left. */
  readonly isArchived: boolean;
  /** Last change of its newest own file, in microseconds since 1970. */
  readonly mtime: number;
  /** Its own files, the newest first, then its subagents' by path: places in the list of files. */
  readonly places: readonly number[];
}

/**
 * Groups files into sessions, the newest first. Of a session that is still there only the files
 * that are still there count; of one that is gone all that were known.
 *
 * @param isWanted - Sessions of which no file is wanted are left out.
 */
export function groupFiles(
  files: readonly IndexedFile[],
  isWanted: (place: number) => boolean,
): IndexedSession[] {
  const wanted = new Map<string, number[]>();
  for (const [place, { session }] of files.entries()) {
    if (isWanted(place) && !wanted.has(session)) wanted.set(session, []);
  }
  for (const [place, { session }] of files.entries()) wanted.get(session)?.push(place);
  const sessions: IndexedSession[] = [];
  for (const [id, places] of wanted) {
    const session = sessionOf(id, places, files);
    if (session) sessions.push(session);
  }
  return sessions.sort((a, b) => b.mtime - a.mtime || (a.id < b.id ? -1 : 1));
}

/** Puts a session together; undefined when it has no file of its own with a conversation. */
function sessionOf(
  id: string,
  all: readonly number[],
  files: readonly IndexedFile[],
): IndexedSession | undefined {
  const at = (place: number) => files[place] as IndexedFile;
  const own = all.filter((place) => !at(place).isAgent);
  const isArchived = own.every((place) => at(place).isArchived);
  const counts = (place: number) => isArchived || !at(place).isArchived;
  const mains = own.filter(counts).sort((a, b) => at(b).mtime - at(a).mtime);
  if (!mains.some((place) => at(place).isConversation)) return undefined;
  const agents = all
    .filter((place) => at(place).isAgent && counts(place))
    // A subagent belongs to the session that lies in the same project folder.
    .filter((place) => mains.some((main) => at(main).folder === at(place).folder))
    .sort((a, b) => (at(a).path < at(b).path ? -1 : 1));
  return { id, isArchived, mtime: at(mains[0] as number).mtime, places: [...mains, ...agents] };
}
