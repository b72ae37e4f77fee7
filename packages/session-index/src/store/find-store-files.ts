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

/** What a walk has found so far. */
interface Found {
  readonly files: StoreFile[];
  readonly problems: FindProblem[];
}

/**
 * Finds every `*.jsonl` below `projects`, at any depth, but for set-aside copies. Opens no file and
 * follows no link to a folder below a project, so no walk can go in circles.
 */
export function findStoreFiles(configFolders: readonly string[]): {
  readonly files: readonly StoreFile[];
  readonly problems: readonly FindProblem[];
} {
  const found: Found = { files: [], problems: [] };
  for (const root of distinctRoots(configFolders, found.problems)) {
    for (const entry of list(root, found.problems)) {
      const isFolder = entry.isDirectory() || entry.isSymbolicLink();
      if (entry.name.endsWith(TRANSCRIPT_ENDING)) add(found, root, entry.name, { slug: '' });
      else if (isFolder) walk(found, root + path.sep + entry.name, { slug: entry.name }, 0);
    }
  }
  return found;
}

/**
 * Finds the transcript of one session and those in its own folder, with the paths that
 * {@link findStoreFiles} gives them however the transcript is named here. None when it lies in no
 * project of the config folders.
 */
export function findSessionFiles(
  configFolders: readonly string[],
  transcript: string,
): readonly StoreFile[] {
  const found: Found = { files: [], problems: [] };
  const name = path.basename(transcript);
  const project = path.dirname(transcript);
  const slug = path.basename(project);
  const folder = realPath(path.dirname(project));
  const roots = distinctRoots(configFolders, found.problems);
  const root = roots.find((one) => folder !== undefined && realPath(one) === folder);
  if (root === undefined || !name.endsWith(TRANSCRIPT_ENDING)) return [];
  const place = root + path.sep + slug;
  const owner = name.slice(0, -TRANSCRIPT_ENDING.length);
  add(found, place, name, { slug });
  walk(found, place + path.sep + owner, { slug, owner }, 1);
  return found.files;
}

/** Where a walk is: in a project, and in the folder of a session. */
interface Place {
  readonly slug: string;
  readonly owner?: string | undefined;
}

function walk(found: Found, folder: string, { slug, owner }: Place, depth: number): void {
  for (const entry of list(folder, found.problems)) {
    const { name } = entry;
    if (!entry.isDirectory()) add(found, folder, name, { slug, owner });
    else if (depth < DEEPEST && name !== TOOL_RESULTS) {
      walk(found, folder + path.sep + name, { slug, owner: owner ?? name }, depth + 1);
    }
  }
}

function add(found: Found, folder: string, name: string, { slug, owner }: Place): void {
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
    found.files.push({ path: file, slug, session, agent, size: stat.size, mtime, ino });
  } catch (error) {
    tellUnlessAbsent(file, error, found.problems);
  }
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

function realPath(folder: string): string | undefined {
  try {
    return fs.realpathSync(folder);
  } catch {
    return undefined;
  }
}
