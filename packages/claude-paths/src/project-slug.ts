const LONGEST = 200;

/**
 * Encodes a working directory as the name of its folder below `projects/`: every UTF-16 unit
 * of its NFC form outside `[A-Za-z0-9]` becomes `-`; of names over 200 units the first 200 stay, followed by a
 * hash of the whole path. The encoding loses information, so it can be checked but not undone.
 *
 * @example
 * projectSlug('/home/u/my_app v1.2'); // '-home-u-my-app-v1-2'
 */
export function projectSlug(cwd: string): string {
  const slug = cwd.normalize('NFC').replace(/[^a-zA-Z0-9]/g, '-');
  if (slug.length <= LONGEST) return slug;
  return `${slug.slice(0, LONGEST)}-${Math.abs(stringHash(cwd)).toString(36)}`;
}

/**
 * Tells whether a project folder belongs to a working directory. Letter case is ignored, because
 * Windows drive letters come in both; older versions kept `_` and hashed long paths differently.
 */
export function isProjectSlugOf(slug: string, cwd: string): boolean {
  const expected = projectSlug(cwd).toLowerCase();
  const actual = slug.toLowerCase().replaceAll('_', '-');
  if (actual === expected) return true;
  return expected.length > LONGEST && actual.startsWith(`${expected.slice(0, LONGEST)}-`);
}

function stringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return hash;
}
