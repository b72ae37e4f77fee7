import fs from 'node:fs';
import path from 'node:path';
import {
  type FindProblem,
  microsecondsOf,
  TRANSCRIPT_ENDING,
  tellUnlessAbsent,
} from '../find-transcripts.ts';
import type { Hash } from '../hash.ts';

/** A file that may hold API messages, as the file system shows it. */
export interface StoreFile {
  readonly path: string;
  /** Name of the project folder it lies in; '' for a file beside the project folders. */
  readonly slug: string;
  /** The session it counts for; undefined when only its content tells (subagents beside sessions). */
  readonly session: string | undefined;
  /** Id of the subagent that wrote it; undefined for a session's own file. */
  readonly agent: string | undefined;
  readonly size: number;
  /** Last change, in whole microseconds since 1970: a fraction would not survive every format. */
  readonly mtime: number;
  readonly ino: number;
}

/** Where a walk is: in a project, and in the folder of a session. */
export interface Place {
  readonly slug: string;
  readonly owner?: string | undefined;
}

/** Names in a folder of which each was looked at. */
interface SeenFolder {
  readonly folder: string;
  readonly place: Place;
  readonly names: readonly string[];
}

/** Files as a walk has seen them: there may be ten thousand, and an object for each takes time. */
export interface SeenFiles {
  readonly folders: SeenFolder[];
  /** Size, last change and inode of each name of each folder; {@link ABSENT} for what is no file. */
  readonly values: number[];
}

const VALUES = 3;
const ABSENT = -1;
/** Windows has numbers that are too large to be exact; what is left of them tells as much. */
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Begins a walk. */
export function noFiles(): SeenFiles {
  return { folders: [], values: [] };
}

/** Looks at files of a folder. What is no regular file, or vanished since it was listed, is not there. */
export function lookAtFiles(
  { folders, values }: SeenFiles,
  { folder, place, names }: SeenFolder,
  problems: FindProblem[],
): void {
  if (names.length === 0) return;
  folders.push({ folder, place, names });
  const prefix = folder + path.sep;
  for (let at = 0; at < names.length; at++) {
    const file = prefix + names[at];
    try {
      const stat = fs.statSync(file);
      if (stat.isFile()) {
        values.push(stat.size, microsecondsOf(stat), stat.ino % LARGEST);
        continue;
      }
    } catch (error) {
      tellUnlessAbsent(file, error, problems);
    }
    values.push(ABSENT, ABSENT, ABSENT);
  }
}

/** Puts all that was seen into a hash; gives the number of files. */
export function hashFiles({ values }: SeenFiles, hash: Hash): number {
  let files = 0;
  for (let at = 0; at < values.length; at += VALUES) {
    if (values[at] !== ABSENT) files++;
    for (let value = at; value < at + VALUES; value++) hash.addNumber(values[value] as number);
  }
  return files;
}

/**
 * Puts files together.
 *
 * @param sessions - Only files that count for one of these. @default all files
 */
export function toFiles(
  { folders, values }: SeenFiles,
  sessions?: ReadonlySet<string>,
): StoreFile[] {
  const files: StoreFile[] = [];
  let at = -VALUES;
  for (const { folder, place, names } of folders) {
    for (const name of names) {
      at += VALUES;
      const size = values[at] as number;
      if (size === ABSENT) continue;
      const { session, agent } = roleOf(name, place.owner);
      if (sessions && (session === undefined || !sessions.has(session))) continue;
      files.push({
        path: folder + path.sep + name,
        slug: place.slug,
        session,
        agent,
        size,
        mtime: values[at + 1] as number,
        ino: values[at + 2] as number,
      });
    }
  }
  return files;
}

/** Whose file it is, by its name and by the session folder that it lies in, if it lies in one. */
function roleOf(name: string, owner: string | undefined): Pick<StoreFile, 'session' | 'agent'> {
  const stem = name.slice(0, -TRANSCRIPT_ENDING.length);
  const agent = stem.startsWith('agent-') ? stem.slice('agent-'.length) : undefined;
  if (owner !== undefined) return { session: owner, agent: agent ?? stem };
  return { session: agent === undefined ? stem : undefined, agent };
}
