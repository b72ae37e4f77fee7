import { sessionIdOf } from './text-file.ts';
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
 */
export function groupFiles(files: readonly IndexedFile[]): IndexedSession[] {
  const own = new Map<string, number[]>();
  const agents = new Map<string, number[]>();
  for (const [place, file] of files.entries()) {
    const [groups, key] = file.isAgent
      ? [agents, keyOf(file.folder, file.session)]
      : [own, sessionIdOf(file.path)];
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  const sessions = Array.from(own, ([id, all]): IndexedSession | undefined => {
    const at = (place: number) => files[place] as IndexedFile;
    const isArchived = all.every((place) => at(place).isArchived);
    const counts = (place: number) => isArchived || !at(place).isArchived;
    const mains = all.filter(counts).sort((a, b) => at(b).mtime - at(a).mtime);
    if (!mains.some((place) => at(place).isConversation)) return undefined;
    const folders = [...new Set(mains.map((place) => at(place).folder))];
    const others = folders
      .flatMap((folder) => agents.get(keyOf(folder, id)) ?? [])
      .filter(counts)
      .sort((a, b) => (at(a).path < at(b).path ? -1 : 1));
    const mtime = at(mains[0] as number).mtime;
    return { id, isArchived, mtime, places: [...mains, ...others] };
  });
  return sessions
    .filter((session) => session !== undefined)
    .sort((a, b) => b.mtime - a.mtime || (a.id < b.id ? -1 : 1));
}

function keyOf(folder: string, session: string): string {
  return `${folder}\n${session}`;
}
