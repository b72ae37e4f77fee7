import { laterTime } from '../message-time.ts';
import type { IndexedFile } from './text-files.ts';

const MICROSECONDS = 1000;

/** A session as the index knows it. */
export interface IndexedSession {
  readonly id: string;
  /** No transcript of it is left. */
  readonly isArchived: boolean;
  /**
   * The latest time of its messages, subagents' included, in milliseconds since 1970; where none has
   * a time, the last change of its newest own file.
   */
  readonly lastTime: number;
  /**
   * Its own files, the newest first, then its subagents' in no order: places in the list of files.
   * Found when they are asked for.
   */
  readonly places: readonly number[];
}

/** Files, by their place; only those of sessions that may fit. */
export type IndexedFiles = ReadonlyMap<number, IndexedFile>;

/**
 * Groups files into sessions, the newest first. Of a session that is still there only the files
 * that are still there count; of one that is gone all that were known.
 *
 * @param isWanted - Sessions of which no file is wanted are left out.
 * @param folderOf - Tells the project folder of a file; asked only where several may matter.
 */
export function groupFiles(
  files: IndexedFiles,
  isWanted: (place: number) => boolean,
  folderOf: (file: IndexedFile) => string | undefined,
): IndexedSession[] {
  const wanted = new Map<string, number[]>();
  for (const [place, { session }] of files) {
    if (isWanted(place) && !wanted.has(session)) wanted.set(session, []);
  }
  for (const [place, { session }] of files) wanted.get(session)?.push(place);
  const sessions: IndexedSession[] = [];
  for (const [id, places] of wanted) {
    const session = sessionOf(id, places, files, folderOf);
    if (session) sessions.push(session);
  }
  return sessions.sort((a, b) => b.lastTime - a.lastTime || (a.id < b.id ? -1 : 1));
}

/** Puts a session together; undefined when it has no file of its own with a conversation. */
function sessionOf(
  id: string,
  all: readonly number[],
  files: IndexedFiles,
  folderOf: (file: IndexedFile) => string | undefined,
): IndexedSession | undefined {
  const at = (place: number) => files.get(place) as IndexedFile;
  const own = all.filter((place) => !at(place).isAgent);
  const isArchived = own.every((place) => at(place).isArchived);
  const counts = (place: number) => isArchived || !at(place).isArchived;
  const timeAt = (place: number) => at(place).lastTime ?? at(place).mtime / MICROSECONDS;
  const mains = own.filter(counts).sort((a, b) => timeAt(b) - timeAt(a));
  if (!mains.some((place) => at(place).isConversation)) return undefined;
  const findPlaces = (): readonly number[] => {
    const agents = all.filter((place) => at(place).isAgent && counts(place));
    if (agents.length === 0) return mains;
    // A subagent belongs to the session that lies in the same project folder.
    const folders = new Set(mains.map((place) => folderOf(at(place))));
    return [...mains, ...agents.filter((place) => folders.has(folderOf(at(place))))];
  };
  const latest = (time: number | undefined, place: number) => laterTime(time, at(place).lastTime);
  const fileTime = () => Math.max(...mains.map((place) => at(place).mtime)) / MICROSECONDS;
  let places: readonly number[] | undefined;
  return {
    id,
    isArchived,
    lastTime: all.filter(counts).reduce<number | undefined>(latest, undefined) ?? fileTime(),
    get places() {
      places ??= findPlaces();
      return places;
    },
  };
}
