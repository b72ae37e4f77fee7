import fs from 'node:fs';
import path from 'node:path';
import {
  distinctRoots,
  type FindProblem,
  isSetAside,
  TRANSCRIPT_ENDING,
  tellUnlessAbsent,
} from '../find-transcripts.ts';
import { withoutForgotten } from '../forget/without-forgotten.ts';
import { createHash, type Hash } from '../hash.ts';
import {
  asKeptFolder,
  isCurrent,
  isSettled,
  type KeptFolder,
  keepFolders,
  readKeptFolders,
} from '../kept-folders.ts';
import {
  hashFiles,
  lookAtFiles,
  noFiles,
  type Place,
  type SeenFiles,
  type StoreFile,
  toFiles,
} from './seen-files.ts';

const DEEPEST = 8;
/** Holds outputs of tools, by the thousand, and never a transcript. */
const TOOL_RESULTS = 'tool-results';

/** What a walk through everything found. */
export interface FoundFiles {
  /** Put together when it is asked for: who only wants to know whether anything is new does not. */
  readonly files: readonly StoreFile[];
  /** Gives the files of a few sessions, which need not be put together with all others. */
  filesOf(sessions: ReadonlySet<string>): readonly StoreFile[];
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
   * cco's data folder: listings of folders are kept there, so that the next look is faster, and it
   * says what a user wants forgotten.
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
  readonly seen: SeenFiles;
  readonly problems: FindProblem[];
  readonly now: number;
  /** Of the names of all that was found. */
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
  const walk = beginWalk(now);
  const roots = distinctRoots(configFolders, walk.problems);
  const before = fresh ? new Map<string, KeptFolder>() : readKeptFolders(dataFolder);
  const kept = new Map([...before].filter(([root]) => fs.existsSync(root)));
  for (const root of roots) {
    const listing = listFolder(walk, root, before.get(root) ?? null, true);
    if (!listing) continue;
    kept.set(root, listing);
    const [, , files, folders, inside] = listing;
    walk.hash.addText(root);
    lookAtFiles(walk.seen, { folder: root, place: BESIDE_PROJECTS, names: files }, walk.problems);
    for (const [at, slug] of folders.entries()) {
      inside[at] = walkFolder(walk, root + path.sep + slug, inside[at] ?? null, { slug }, 0);
    }
  }
  keepFolders(dataFolder, kept, walk);
  const { seen, problems, hash } = walk;
  const digest = `${hashFiles(seen, hash)} ${hash.digest()}`;
  let files: readonly StoreFile[] | undefined;
  const found: FoundFiles = {
    get files() {
      files ??= toFiles(seen);
      return files;
    },
    filesOf: (sessions) => toFiles(seen, sessions),
    problems,
    roots,
    digest,
  };
  return withoutForgotten(found, dataFolder);
}

const BESIDE_PROJECTS: Place = { slug: '' };

function beginWalk(now: number): Walk {
  return { seen: noFiles(), problems: [], hash: createHash(), now, listed: 0, known: 0 };
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
  const walk = beginWalk(0);
  const name = path.basename(transcript);
  const project = path.dirname(transcript);
  const slug = path.basename(project);
  const folder = realPath(path.dirname(project));
  const roots = distinctRoots(configFolders, walk.problems);
  const root = roots.find((one) => folder !== undefined && realPath(one) === folder);
  if (root === undefined || !name.endsWith(TRANSCRIPT_ENDING) || isSetAside(name)) return [];
  const place = root + path.sep + slug;
  const owner = name.slice(0, -TRANSCRIPT_ENDING.length);
  lookAtFiles(walk.seen, { folder: place, place: { slug }, names: [name] }, walk.problems);
  walkFolder(walk, place + path.sep + owner, null, { slug, owner }, 1);
  return toFiles(walk.seen);
}

/** Walks through a folder of a project; gives its listing. */
function walkFolder(
  walk: Walk,
  folder: string,
  kept: KeptFolder | null,
  place: Place,
  depth: number,
): KeptFolder | null {
  const listing = listFolder(walk, folder, kept, false);
  if (!listing) return null;
  const [, , names, folders, inside] = listing;
  lookAtFiles(walk.seen, { folder, place, names }, walk.problems);
  if (depth >= DEEPEST) return listing;
  for (let at = 0; at < folders.length; at++) {
    const name = folders[at] as string;
    const below = { slug: place.slug, owner: place.owner ?? name };
    inside[at] = walkFolder(walk, folder + path.sep + name, inside[at] ?? null, below, depth + 1);
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

function realPath(folder: string): string | undefined {
  try {
    return fs.realpathSync(folder);
  } catch {
    return undefined;
  }
}
