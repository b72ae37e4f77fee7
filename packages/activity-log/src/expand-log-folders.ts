import fs from 'node:fs';
import path from 'node:path';
import { braceExpand, Minimatch, type MinimatchOptions } from 'minimatch';

/** A folder of logs to read. */
export interface LogFolder {
  readonly path: string;
  /** Names the folder among several; undefined when it is the only one. */
  readonly person: string | undefined;
}

/** The folders that patterns stand for. */
export interface ExpandedFolders {
  /** In the order of the patterns, none twice. */
  readonly folders: readonly LogFolder[];
  /** Globs that no folder matches. */
  readonly unmatched: readonly string[];
}

const OPTIONS: MinimatchOptions = {
  magicalBraces: true,
  windowsPathsNoEscape: process.platform === 'win32',
};
const SEPARATORS = process.platform === 'win32' ? /[\\/]+/ : /\/+/;

/**
 * Finds the folders that are meant by paths or globs such as `/srv/team/*`. A path without glob
 * characters is taken as it is, whether it exists or not. A glob matches folders only, part by
 * part as in a shell: `**` is no more than `*`, and names with a leading dot need one in the
 * pattern.
 *
 * With several folders each is given a name: its last part, or as many last parts as it takes to
 * tell all of them apart.
 *
 * @example
 * expandLogFolders(['team/*'], '/srv').folders;
 * // [{ path: '/srv/team/ada', person: 'ada' }, { path: '/srv/team/ben', person: 'ben' }]
 */
export function expandLogFolders(patterns: readonly string[], cwd: string): ExpandedFolders {
  const paths = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    const matches = expandPattern(pattern, cwd);
    if (matches.length === 0) unmatched.push(pattern);
    for (const match of matches) paths.add(match);
  }
  const names = shortNames([...paths]);
  const folders = [...paths].map((folder, i) => ({ path: folder, person: names[i] }));
  return { folders, unmatched };
}

function expandPattern(pattern: string, cwd: string): string[] {
  const literal = path.resolve(cwd, pattern);
  // A folder may have glob characters in its name.
  if (!new Minimatch(pattern, OPTIONS).hasMagic() || isFolder(literal)) return [literal];
  return braceExpand(pattern, OPTIONS).flatMap((one) => expandGlob(one, cwd));
}

function expandGlob(glob: string, cwd: string): string[] {
  const { root } = path.parse(glob);
  const parts = glob.slice(root.length).split(SEPARATORS);
  let folders = [path.resolve(cwd, root)];
  for (const part of parts) {
    if (part === '') continue;
    const matcher = new Minimatch(part, { ...OPTIONS, noglobstar: true });
    folders = matcher.hasMagic()
      ? folders.flatMap((folder) => matchingFolders(folder, matcher))
      : folders.map((folder) => path.join(folder, part)).filter(isFolder);
  }
  return folders;
}

function matchingFolders(folder: string, matcher: Minimatch): string[] {
  let names: string[];
  try {
    names = fs.readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => matcher.match(name))
    .sort()
    .map((name) => path.join(folder, name))
    .filter(isFolder);
}

function isFolder(folder: string): boolean {
  try {
    return fs.statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function shortNames(paths: readonly string[]): (string | undefined)[] {
  if (paths.length < 2) return paths.map(() => undefined);
  const parts = paths.map((one) => one.split(SEPARATORS).filter((part) => part !== ''));
  const deepest = Math.max(...parts.map((own) => own.length));
  for (let depth = 1; depth < deepest; depth++) {
    const names = parts.map((own) => own.slice(-depth).join('/'));
    if (new Set(names).size === names.length) return names;
  }
  return [...paths];
}
