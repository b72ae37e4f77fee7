import fs from 'node:fs';
import path from 'node:path';
import {
  distinctRoots,
  type FindProblem,
  isSetAside,
  microsecondsOf,
  TRANSCRIPT_ENDING,
  tellUnlessAbsent,
} from '../find-transcripts.ts';
import { createHash, type Hash } from '../hash.ts';
import {
  asKeptFolder,
  isCurrent,
  isSettled,
  type KeptFolder,
  keepFolders,
  readKeptFolders,
} from '../kept-folders.ts';

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

/** What a walk through everything found. */
export interface FoundFiles {
  readonly files: readonly StoreFile[];
  /** Existing `projects` folders that were walked. */
  readonly roots: readonly string[];
  /** Files and folders that could not be looked at. */
  readonly problems: readonly FindProblem[];
  /** Changes when any file is added, removed, moved or changed. */
  readonly digest: string;
}

/** How {@link findStoreFiles} looks. */
export interface FindOptions {
  /**
   * cco's data folder: listings of folders are kept there, so that the next look is faster.
   *
   * @default nothing is kept
   */
  readonly dataFolder?: string | undefined;
  /** Lists every folder, whatever is kept. @default false */
  readonly fresh?: boolean | undefined;
  /** The time, in milliseconds since 1970. @default Date.now() */
  readonly now?: number | undefined;
}

/** A walk that uses listings of earlier ones, and what it has found so far. */
interface Walk {
  readonly files: StoreFile[];
  readonly problems: FindProblem[];
  readonly now: number;
  /** Of all that was found. */
  readonly hash: Hash;
  /** Folders that were listed and have settled. */
  listed: number;
  /** Folders that were known. */
  known: number;
}

/**
 * Finds every `*.jsonl` below `projects`, at any depth, but for set-aside copies. Opens no file and
 * follows no link to a folder below a project, so no walk can go in circles.
 */
export function findStoreFiles(
  configFolders: readonly string[],
  { dataFolder, fresh = false, now = Date.now() }: FindOptions = {},
): FoundFiles {
  const walk: Walk = { files: [], problems: [], hash: createHash(), now, listed: 0, known: 0 };
  const roots = distinctRoots(configFolders, walk.problems);
  const before = fresh ? new Map<string, KeptFolder>() : readKeptFolders(dataFolder);
  const kept = new Map([...before].filter(([root]) => fs.existsSync(root)));
  for (const root of roots) {
    const listing = listFolder(walk, root, before.get(root) ?? null, true);
    if (!listing) continue;
    kept.set(root, listing);
    const [, , files, folders, inside] = listing;
    walk.hash.addText(root);
    for (const name of files) add(walk, root, name, { slug: '' });
    for (const [at, slug] of folders.entries()) {
      inside[at] = walkFolder(walk, root + path.sep + slug, inside[at] ?? null, { slug }, 0);
    }
  }
  keepFolders(dataFolder, kept, walk);
  const digest = `${walk.files.length} ${walk.hash.digest()}`;
  return { files: walk.files, problems: walk.problems, roots, digest };
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
  const hash = createHash();
  const walk: Walk = { files: [], problems: [], hash, now: 0, listed: 0, known: 0 };
  const name = path.basename(transcript);
  const project = path.dirname(transcript);
  const slug = path.basename(project);
  const folder = realPath(path.dirname(project));
  const roots = distinctRoots(configFolders, walk.problems);
  const root = roots.find((one) => folder !== undefined && realPath(one) === folder);
  if (root === undefined || !name.endsWith(TRANSCRIPT_ENDING) || isSetAside(name)) return [];
  const place = root + path.sep + slug;
  const owner = name.slice(0, -TRANSCRIPT_ENDING.length);
  add(walk, place, name, { slug });
  walkFolder(walk, place + path.sep + owner, null, { slug, owner }, 1);
  return walk.files;
}

/** Where a walk is: in a project, and in the folder of a session. */
interface Place {
  readonly slug: string;
  readonly owner?: string | undefined;
}

/** Walks through a folder of a project; gives its listing. */
function walkFolder(
  walk: Walk,
  folder: string,
  kept: KeptFolder | null,
  { slug, owner }: Place,
  depth: number,
): KeptFolder | null {
  const listing = listFolder(walk, folder, kept, false);
  if (!listing) return null;
  const [, , files, folders, inside] = listing;
  for (const name of files) add(walk, folder, name, { slug, owner });
  if (depth >= DEEPEST) return listing;
  for (const [at, name] of folders.entries()) {
    const place = { slug, owner: owner ?? name };
    inside[at] = walkFolder(walk, folder + path.sep + name, inside[at] ?? null, place, depth + 1);
  }
  return listing;
}

/**
 * Lists what a walk looks at in a folder; null when it cannot be listed.
 *
 * @param given - What an earlier walk found in it.
 * @param isRoot - It holds projects, which may be links.
 */
function listFolder(
  walk: Walk,
  folder: string,
  given: KeptFolder | null,
  isRoot: boolean,
): KeptFolder | null {
  const kept = asKeptFolder(given);
  try {
    const stat = fs.statSync(folder);
    walk.known++;
    if (kept && isCurrent(kept, stat)) {
      walk.hash.addText(kept[5]);
      return kept;
    }
    const files: string[] = [];
    const folders: string[] = [];
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const { name } = entry;
      const isTranscript = name.endsWith(TRANSCRIPT_ENDING);
      const isFolder = isRoot
        ? !isTranscript && (entry.isDirectory() || entry.isSymbolicLink())
        : entry.isDirectory() && name !== TOOL_RESULTS;
      if (isFolder) folders.push(name);
      else if (isTranscript && !isSetAside(name)) files.push(name);
    }
    const settled = isSettled(stat, walk.now);
    if (settled) walk.listed++;
    const inside = folders.map((name) => kept?.[4][kept[3].indexOf(name)] ?? null);
    // A time that no change is before is never found again.
    const names = namesHash(files, folders);
    walk.hash.addText(names);
    return [settled ? stat.ctimeMs : 0, stat.ino, files, folders, inside, names];
  } catch (error) {
    tellUnlessAbsent(folder, error, walk.problems);
    return null;
  }
}

function namesHash(files: readonly string[], folders: readonly string[]): string {
  const hash = createHash();
  for (const name of files) hash.addText(name);
  hash.addNumber(files.length);
  for (const name of folders) hash.addText(name);
  return hash.digest();
}

function add(walk: Walk, folder: string, name: string, { slug, owner }: Place): void {
  const file = folder + path.sep + name;
  try {
    const stat = fs.statSync(file);
    if (!stat.isFile()) return;
    // Windows has numbers that are too large to be exact; what is left of them tells as much.
    const ino = stat.ino % Number.MAX_SAFE_INTEGER;
    const mtime = microsecondsOf(stat);
    const { session, agent } = roleOf(name, owner);
    // Written out: a spread takes several times as long, for each of thousands of files.
    walk.files.push({ path: file, slug, session, agent, size: stat.size, mtime, ino });
    walk.hash.addNumber(stat.size);
    walk.hash.addNumber(mtime);
    walk.hash.addNumber(ino);
  } catch (error) {
    tellUnlessAbsent(file, error, walk.problems);
  }
}

/** Whose file it is, by its name and by the session folder that it lies in, if it lies in one. */
function roleOf(name: string, owner: string | undefined): Pick<StoreFile, 'session' | 'agent'> {
  const stem = name.slice(0, -TRANSCRIPT_ENDING.length);
  const agent = stem.startsWith('agent-') ? stem.slice('agent-'.length) : undefined;
  if (owner !== undefined) return { session: owner, agent: agent ?? stem };
  return { session: agent === undefined ? stem : undefined, agent };
}

function realPath(folder: string): string | undefined {
  try {
    return fs.realpathSync(folder);
  } catch {
    return undefined;
  }
}
