import path from 'node:path';
import { TRANSCRIPT_ENDING } from '../find-transcripts.ts';

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

/** Files as a walk has seen them: by columns, which makes no object for each. */
export interface SeenFiles {
  readonly folders: string[];
  readonly names: string[];
  readonly places: Place[];
  readonly sizes: number[];
  readonly mtimes: number[];
  readonly inos: number[];
}

/** Makes columns for files. */
export function noFiles(): SeenFiles {
  return { folders: [], names: [], places: [], sizes: [], mtimes: [], inos: [] };
}

/** Puts the files together. */
export function toFiles({ folders, names, places, sizes, mtimes, inos }: SeenFiles): StoreFile[] {
  return names.map((name, at) => {
    const { slug, owner } = places[at] as Place;
    const { session, agent } = roleOf(name, owner);
    return {
      path: (folders[at] as string) + path.sep + name,
      slug,
      session,
      agent,
      size: sizes[at] as number,
      mtime: mtimes[at] as number,
      ino: inos[at] as number,
    };
  });
}

/** Whose file it is, by its name and by the session folder that it lies in, if it lies in one. */
function roleOf(name: string, owner: string | undefined): Pick<StoreFile, 'session' | 'agent'> {
  const stem = name.slice(0, -TRANSCRIPT_ENDING.length);
  const agent = stem.startsWith('agent-') ? stem.slice('agent-'.length) : undefined;
  if (owner !== undefined) return { session: owner, agent: agent ?? stem };
  return { session: agent === undefined ? stem : undefined, agent };
}
