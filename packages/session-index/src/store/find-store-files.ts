import fs from 'node:fs';
import path from 'node:path';
import {
  distinctRoots,
  type FindProblem,
  isSetAside,
  TRANSCRIPT_ENDING,
  tellUnlessAbsent,
} from '../find-transcripts.ts';

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

const DEEPEST = 8;
/** Holds outputs of tools, by the thousand, and never a transcript. */
const TOOL_RESULTS = 'tool-results';

/**
 * Finds every `*.jsonl` below `projects`, at any depth, but for set-aside copies. Opens no file and
 * follows no link to a folder below a project, so no walk can go in circles.
 */
export function findStoreFiles(configFolders: readonly string[]): {
  readonly files: readonly StoreFile[];
  readonly problems: readonly FindProblem[];
} {
  const problems: FindProblem[] = [];
  const files: StoreFile[] = [];

  const add = (folder: string, name: string, slug: string, owner: string | undefined): void => {
    if (!name.endsWith(TRANSCRIPT_ENDING) || isSetAside(name)) return;
    const file = folder + path.sep + name;
    try {
      const stat = fs.statSync(file);
      if (!stat.isFile()) return;
      // Windows has numbers that are too large to be exact; what is left of them tells as much.
      const ino = stat.ino % Number.MAX_SAFE_INTEGER;
      const mtime = Math.round(stat.mtimeMs * 1000);
      const { session, agent } = roleOf(name, owner);
      // Written out: a spread takes several times as long, for each of thousands of files.
      files.push({ path: file, slug, session, agent, size: stat.size, mtime, ino });
    } catch (error) {
      tellUnlessAbsent(file, error, problems);
    }
  };

  const walk = (folder: string, slug: string, owner: string | undefined, depth: number): void => {
    for (const entry of list(folder, problems)) {
      const { name } = entry;
      if (!entry.isDirectory()) add(folder, name, slug, owner);
      else if (depth < DEEPEST && name !== TOOL_RESULTS) {
        walk(folder + path.sep + name, slug, owner ?? name, depth + 1);
      }
    }
  };

  for (const root of distinctRoots(configFolders, problems)) {
    for (const entry of list(root, problems)) {
      const isFolder = entry.isDirectory() || entry.isSymbolicLink();
      if (entry.name.endsWith(TRANSCRIPT_ENDING)) add(root, entry.name, '', undefined);
      else if (isFolder) walk(root + path.sep + entry.name, entry.name, undefined, 0);
    }
  }
  return { files, problems };
}

/** Whose file it is, by its name and by the session folder that it lies in, if it lies in one. */
function roleOf(name: string, owner: string | undefined): Pick<StoreFile, 'session' | 'agent'> {
  const stem = name.slice(0, -TRANSCRIPT_ENDING.length);
  const agent = stem.startsWith('agent-') ? stem.slice('agent-'.length) : undefined;
  if (owner !== undefined) return { session: owner, agent: agent ?? stem };
  return { session: agent === undefined ? stem : undefined, agent };
}

function list(folder: string, problems: FindProblem[]): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    tellUnlessAbsent(folder, error, problems);
    return [];
  }
}
