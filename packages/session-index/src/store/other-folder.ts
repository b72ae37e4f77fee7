import { isProjectSlugOf } from '@cco/claude-paths';

/**
 * Makes a look-up of working directories: it gives one that the name of the project folder does not
 * encode, and null for the others and for what is no directory.
 */
export function createOtherFolder(slug: string): (cwd: unknown) => string | null {
  const known = new Map<string, string | null>();
  return (cwd) => {
    if (typeof cwd !== 'string' || cwd === '') return null;
    let other = known.get(cwd);
    if (other === undefined) {
      other = isProjectSlugOf(slug, cwd) ? null : cwd;
      known.set(cwd, other);
    }
    return other;
  };
}
