import fs from 'node:fs';
import path from 'node:path';
import type { GuardInput } from '@cco/budget-guard';
import { makeFolder } from '@cco/claude-paths';

const FOLDER = 'guard';
const LONGEST_NAME = 64;
const KEEP_MS = 40 * 24 * 3_600_000;

/**
 * Tells whether this process is the first to warn a session of something. Each warning is an empty
 * file, made by exactly one of any number of processes, so nothing in it can be damaged.
 *
 * @param key - What the warning is about, fit for the name of a file.
 * @returns Where no file can be made: true before a prompt, which does not happen often.
 */
export function claimWarning(
  dataFolder: string,
  { sessionId = 'unknown', event }: GuardInput,
  key: string,
): boolean {
  const folder = path.join(dataFolder, FOLDER);
  const session = sessionId.replace(/[^\w-]/g, '_').slice(0, LONGEST_NAME);
  try {
    makeFolder(dataFolder);
    makeFolder(folder);
    fs.closeSync(fs.openSync(path.join(folder, `${session}.${key}`), 'wx', 0o600));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EEXIST' && event === 'UserPromptSubmit';
  }
  forgetOld(folder);
  return true;
}

/** Budgets are for a month at most. */
function forgetOld(folder: string): void {
  try {
    for (const name of fs.readdirSync(folder)) {
      const file = path.join(folder, name);
      if (Date.now() - fs.statSync(file).mtimeMs > KEEP_MS) fs.rmSync(file);
    }
  } catch {
    // Another process does the same.
  }
}
