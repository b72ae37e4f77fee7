import fs from 'node:fs';
import path from 'node:path';
import { type Environment, homeFolder, isProjectSlugOf } from '@cco/claude-paths';
import type { Session } from '@cco/session-index';

/**
 * Makes the test for sessions that belong to a folder: they ran there, below it, or in a folder
 * above it. The home folder and the root are above everything and count only for themselves.
 */
export function createHereTest(folder: string, env: Environment): (session: Session) => boolean {
  const here = realPath(folder);
  const home = realPath(homeFolder(env));
  const isAboveAll = (one: string) => one === path.parse(one).root || one === home;
  const known = new Map<string, boolean>();

  const isNear = (cwd: string): boolean => {
    const there = realPath(cwd);
    if (there === here) return true;
    if (isWithin(there, here)) return !isAboveAll(here);
    return isWithin(here, there) && !isAboveAll(there);
  };

  const isKnownNear = (cwd: string): boolean => {
    // A folder of another system (`C:\shop` in a home that was moved to Linux) is nowhere near.
    const near = known.get(cwd) ?? (path.isAbsolute(cwd) && isNear(cwd));
    known.set(cwd, near);
    return near;
  };

  return ({ files, folders }) =>
    files.some(({ slug }) => isProjectSlugOf(slug, here)) || folders.some(isKnownNear);
}

/** Compares component by component: `/shop-old` is not within `/shop`. */
function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`);
  return !isOutside && !path.isAbsolute(relative);
}

function realPath(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}
