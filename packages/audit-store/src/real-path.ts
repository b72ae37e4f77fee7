import fs from 'node:fs';
import path from 'node:path';

const MOST_KNOWN = 50_000;

/**
 * Makes a function that follows symbolic links of the longest part of a path that exists. Paths of
 * other systems stay as they are. Folders are looked at once.
 */
export function createRealPath(): (file: string) => string {
  const known = new Map<string, string>();
  const realFolder = (folder: string): string => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    const parent = path.dirname(folder);
    let real = folder;
    try {
      if (fs.lstatSync(folder, { throwIfNoEntry: false })) real = fs.realpathSync.native(folder);
      else if (parent !== folder) real = path.join(realFolder(parent), path.basename(folder));
    } catch {
      // Not ours to look at: the path is judged as it is written.
    }
    known.set(folder, real);
    return real;
  };
  return (file) => {
    if (!path.isAbsolute(file) || file.includes('\0')) return file;
    const isLink = fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    const real = isLink
      ? realFolder(file)
      : path.join(realFolder(path.dirname(file)), path.basename(file));
    return process.platform === 'win32' ? real.replaceAll('\\', '/') : real;
  };
}
