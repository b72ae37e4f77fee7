import fs from 'node:fs';
import path from 'node:path';

/** Where people and tools put worktrees inside their repository. */
const WORKTREE_FOLDER = /^(.+?)[\\/](?:\.claude[\\/]worktrees|\.worktrees)[\\/][^\\/]/;
const LINK = /^gitdir:\s*(.+?)\s*$/m;
const LINK_TARGET = /^(.+)[\\/]worktrees[\\/][^\\/]+[\\/]?$/;

/** Finds main working trees; what it looked up once it knows. */
export interface RepositoryFinder {
  /**
   * The main working tree of the worktree that a directory is or lies in; undefined for a directory
   * that is in none. What the path itself says goes first, then the `.git` file of a directory that
   * is still there, then the directory that a session recorded when it entered the worktree.
   */
  find(directory: string, recorded: string | undefined): string | undefined;
}

/** Makes a finder. It reads `.git` files, and runs no git. */
export function createRepositoryFinder(): RepositoryFinder {
  const known = new Map<string, string | false | undefined>();
  const linked = (directory: string): string | false | undefined => {
    if (!known.has(directory)) known.set(directory, readLink(directory));
    return known.get(directory);
  };
  const find = (directory: string, recorded: string | undefined): string | undefined => {
    const [, outer] = WORKTREE_FOLDER.exec(directory) ?? [];
    if (outer !== undefined) return find(outer, undefined) ?? outer;
    const found = linked(directory);
    if (found !== undefined) return found || undefined;
    if (recorded === undefined || recorded === directory) return undefined;
    return find(recorded, undefined) ?? recorded;
  };
  return { find };
}

/** The main working tree, or false in a working tree that is no other's; undefined when unknown. */
function readLink(directory: string): string | false | undefined {
  // A name of a network share in a transcript must not make this machine connect to it.
  const isLocal = path.isAbsolute(directory) && !/^[\\/]{2}/.test(directory);
  if (!isLocal || !fs.existsSync(directory)) return undefined;
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const git = path.join(folder, '.git');
    const stat = fs.statSync(git, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return false;
    if (stat?.isFile()) return mainTree(git, folder) ?? false;
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** The `.git` file of a submodule links to another place and makes it no worktree. */
function mainTree(link: string, folder: string): string | undefined {
  const [, target = ''] = LINK.exec(readText(link)) ?? [];
  const [, common] = LINK_TARGET.exec(target) ?? [];
  if (common === undefined) return undefined;
  const repository = path.resolve(folder, common);
  return path.basename(repository) === '.git' ? path.dirname(repository) : repository;
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
