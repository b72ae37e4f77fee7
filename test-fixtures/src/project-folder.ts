/**
 * Names the folder below `projects/` that holds the sessions of a working directory: every UTF-16
 * unit outside `[A-Za-z0-9]` becomes a dash; long names are cut to 200 units and get a hash.
 *
 * @example
 * projectFolder('/home/mira/web-shop'); // '-home-mira-web-shop'
 */
export function projectFolder(cwd: string): string {
  const name = cwd.replace(/[^a-zA-Z0-9]/g, '-');
  if (name.length <= 200) return name;
  let hash = 0;
  for (let index = 0; index < cwd.length; index++) {
    hash = (Math.imul(hash, 31) + cwd.charCodeAt(index)) | 0;
  }
  return `${name.slice(0, 200)}-${Math.abs(hash).toString(36)}`;
}
