import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '@cco/claude-paths';

const NAME = 'live-refresh';
const EVERY_MS = 60_000;

/**
 * Whose task it is to look at all transcripts: `ours`; `taken`: somebody else began within the last
 * minute; `impossible`: the data folder cannot be written, so nothing that is counted could be kept.
 */
export type RefreshClaim = 'ours' | 'taken' | 'impossible';

/**
 * Claims the task to look at all transcripts. Two who claim it at the very same moment may both get
 * it.
 *
 * @param now - Milliseconds since 1970.
 */
export function claimRefresh(dataFolder: string, now: number): RefreshClaim {
  try {
    const age = now - fs.statSync(path.join(dataFolder, NAME)).mtimeMs;
    // A clock that was set back must not stop refreshing for good.
    if (age >= -EVERY_MS && age < EVERY_MS) return 'taken';
  } catch {
    // Nobody ever did.
  }
  return keepClaim(dataFolder, now) ? 'ours' : 'impossible';
}

/** Keeps the task while it is worked on; false where it cannot be kept. */
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
