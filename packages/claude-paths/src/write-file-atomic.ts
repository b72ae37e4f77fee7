import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';

/**
 * Writes a file whole or not at all: to a temporary neighbour that then takes its name. The file
 * is made 0600 and its folder, when missing, 0700.
 *
 * @returns What the file is known by, whoever replaces it later.
 * @throws NodeJS.ErrnoException when the folder or the file cannot be written; nothing is left.
 */
export function writeFileAtomic(file: string, text: string): fs.Stats {
  makeFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    fs.writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
    const stat = fs.statSync(temporary);
    fs.renameSync(temporary, file);
    return stat;
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}
