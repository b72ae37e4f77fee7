import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '@cco/claude-paths';

const NAME = 'live-refresh';
const EVERY_MS = 60_000;

/**
 * Tells whether the caller should look at all transcripts now: nobody has begun to within the last
 * minute. Who is told so has the task; two who ask at the very same moment may both have it.
 *
 * @param now - Milliseconds since 1970.
 * @returns False also where the data folder cannot be written: it could not be claimed again.
 */
export function claimRefresh(dataFolder: string, now: number): boolean {
  try {
    const age = now - fs.statSync(path.join(dataFolder, NAME)).mtimeMs;
    // A clock that was set back must not stop refreshing for good.
    if (age >= -EVERY_MS && age < EVERY_MS) return false;
  } catch {
    // Nobody ever did.
  }
  return keepClaim(dataFolder, now);
}

/** Keeps the task while it is worked on. */
export function keepClaim(dataFolder: string, now: number): boolean {
  const file = path.join(dataFolder, NAME);
  try {
    makeFolder(dataFolder);
    fs.writeFileSync(file, '', { mode: 0o600 });
    fs.utimesSync(file, now / 1000, now / 1000);
    return true;
  } catch {
    return false;
  }
}
