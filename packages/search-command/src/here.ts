import fs from 'node:fs';
import path from 'node:path';
import { type Environment, homeFolder, isProjectSlugOf } from '@cco/claude-paths';
import type { Session } from '@cco/session-index';

/**
 * Tells whether a session belongs to a folder: it ran there, below it, or in a folder above it.
 * The home folder and the root are above everything and count only for themselves.
 */
export function isHere(session: Session, folder: string, env: Environment): boolean {
  const here = realPath(folder);
  if (session.files.some(({ slug }) => isProjectSlugOf(slug, here))) return true;
  if (session.cwd === undefined) return false;
  const there = realPath(session.cwd);
  if (isWithin(there, here)) return !isAboveAll(here, env) || there === here;
  return isWithin(here, there) && !isAboveAll(there, env);
}

/** Compares component by component: `/shop-old` is not within `/shop`. */
function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

function isAboveAll(folder: string, env: Environment): boolean {
  return folder === path.parse(folder).root || folder === realPath(homeFolder(env));
}

function realPath(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}
