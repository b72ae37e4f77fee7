import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';

const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
const FLAGS = O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK;

/**
 * Adds a line to a file of ours, and makes the file where there is none. A named pipe in its place
 * holds nobody, and a symbolic link leads nowhere else.
 *
 * @throws when the file cannot be written.
 */
export function appendLine(file: string, line: string): void {
  makeFolder(path.dirname(file));
  const descriptor = fs.openSync(file, FLAGS, 0o600);
  try {
    fs.writeSync(descriptor, `${line}\n`);
  } finally {
    fs.closeSync(descriptor);
  }
}
