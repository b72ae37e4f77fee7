import fs from 'node:fs';
import path from 'node:path';

const MOST_KNOWN = 50_000;
/** No system opens a longer one. */
const LONGEST_PATH = 32_767;

/**
 * Whether a path names a symbolic link. A path below a file, in a closed folder or with a name that
 * is too long cannot be looked at: it is judged as it is written.
 */
function isLink(file: string): boolean {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

/**
 * Makes a function that follows symbolic links of the longest part of a path that exists. Paths of
 * other systems stay as they are. Folders are looked at once.
 */
export function createRealPath(): (file: string) => string {
  const known = new Map<string, string>();
  const exists = new Set<string>();
  const realFolder = (folder: string): string => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    const parent = path.dirname(folder);
    let real = folder;
    try {
      if (fs.lstatSync(folder, { throwIfNoEntry: false })) {
        real = fs.realpathSync.native(folder);
        exists.add(folder);
      } else if (parent !== folder) real = path.join(realFolder(parent), path.basename(folder));
    } catch {
      // Not ours to look at: the path is judged as it is written.
    }
    known.set(folder, real);
    return real;
  };
  const files = new Map<string, string>();
  return (file) => {
    if (!path.isAbsolute(file) || file.includes('\0') || file.length > LONGEST_PATH) return file;
    const before = files.get(file);
    if (before !== undefined) return before;
    if (files.size >= MOST_KNOWN) files.clear();
    const folder = path.dirname(file);
    const realParent = realFolder(folder);
    // Where there is no folder, there is no file that could be a link.
    const found =
      exists.has(folder) && isLink(file)
        ? realFolder(file)
        : realParent === folder
          ? file
          : path.join(realParent, path.basename(file));
    const real = process.platform === 'win32' ? found.replaceAll('\\', '/') : found;
    files.set(file, real);
    return real;
  };
}
