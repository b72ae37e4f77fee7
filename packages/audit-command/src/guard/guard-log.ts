import fs from 'node:fs';
import path from 'node:path';
import { logFolder, makeFolder } from '@cco/claude-paths';

const NAME = 'audit-guard.log';
const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
/** A named pipe or a link in its place must neither hold the agent nor lead elsewhere. */
const FLAGS = O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK;

/** Adds a line to the log of the guard; where none can be written, none is. */
export function writeGuardLog(
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
  problem: string,
): void {
  try {
    const folder = logFolder(env);
    makeFolder(folder);
    const line = problem.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
    const log = fs.openSync(path.join(folder, NAME), FLAGS, 0o600);
    try {
      fs.writeSync(log, `${now.toISOString()} ${line}\n`);
    } finally {
      fs.closeSync(log);
    }
  } catch {
    // A full disk must not stop the agent either.
  }
}
