import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '@cco/claude-paths';
import Database from 'libsql';

const NAME = 'databases.lock';
const WAIT_MS = 30_000;

/**
 * Does something that no other process may do at the same time in this data folder. The operating
 * system releases the lock when a process ends, however it ends.
 *
 * @throws when the folder cannot be written, or another process holds the lock for too long.
 */
export function withDatabaseLock<Result>(dataFolder: string, work: () => Result): Result {
  const file = path.join(dataFolder, NAME);
  makePrivate(file);
  const lock = new Database(file);
  try {
    lock.exec(`PRAGMA busy_timeout = ${WAIT_MS}; BEGIN EXCLUSIVE`);
    return work();
  } finally {
    lock.close();
  }
}

/** Makes a file that nobody else may read; SQLite itself would make it readable for everybody. */
export function makePrivate(file: string): void {
  makeFolder(path.dirname(file));
  try {
    fs.closeSync(fs.openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
