import { Minimatch } from 'minimatch';

const MOST_KNOWN = 500;
const compiled = new Map<string, Minimatch>();

/**
 * Tells whether a path or a word matches a glob of a policy; letter case counts for nothing.
 *
 * @example
 * matchesGlob('/srv/vault/a.txt', '/srv/vault/**'); // true
 */
export function matchesGlob(text: string, glob: string): boolean {
  let matcher = compiled.get(glob);
  if (matcher === undefined) {
    if (compiled.size >= MOST_KNOWN) compiled.clear();
    matcher = new Minimatch(glob, { dot: true, nocase: true, nonegate: true, nocomment: true });
    compiled.set(glob, matcher);
  }
  return matcher.match(text);
}
