import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder, and those above it that are missing, for the user alone (0700). One that exists
 * stays as it is.
 *
 * Node's own recursive `mkdir` does the same, but before Node 22 it never returns where a folder
 * above exists and yet cannot hold another, as below `/proc`.
 *
 * @throws NodeJS.ErrnoException when it cannot be made, or something else has its name.
 */
export function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (statOf(folder)?.isDirectory()) return;
    const above = path.dirname(folder);
    if (code !== 'ENOENT' || above === folder || statOf(above)) throw error;
    makeFolder(above);
    // Another process may make it at this moment.
    makeFolder(folder);
  }
}

function statOf(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file);
  } catch {
    return undefined;
  }
}
