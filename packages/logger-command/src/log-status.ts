import fs from 'node:fs';
import path from 'node:path';
import { listActivityFiles, readActivityFile } from '@cco/activity-log';
import type { Day } from '@cco/calendar';

/** The state of a log folder. */
export interface LogStatus {
  readonly folder: string;
  readonly exists: boolean;
  /** Whether the hook can write there; for a folder that is still to be made, whether it can be. */
  readonly writable: boolean;
  /** Number of log files. */
  readonly files: number;
  readonly entriesToday: number;
  /** Pieces of today's log that are no entries. */
  readonly brokenToday: number;
  /** The time stamp of the newest entry. */
  readonly lastEntry: string | undefined;
}

/** Looks at a log folder and changes nothing. */
export function logStatus(folder: string, today: Day): LogStatus {
  const { files } = listActivityFiles(folder);
  let entriesToday = 0;
  let brokenToday = 0;
  let lastEntry: string | undefined;
  for (const file of files.toReversed()) {
    if (lastEntry !== undefined && file.day < today) break;
    const entries = readActivityFile(file, {
      onEntry({ timestamp }) {
        if (lastEntry === undefined || timestamp > lastEntry) lastEntry = timestamp;
      },
      onProblem() {
        if (file.day === today) brokenToday++;
      },
    });
    if (file.day === today) entriesToday = entries;
  }
  const exists = fs.existsSync(folder);
  const writable = isWritable(folder);
  return { folder, exists, writable, files: files.length, entriesToday, brokenToday, lastEntry };
}

function isWritable(folder: string): boolean {
  try {
    if (!fs.statSync(folder).isDirectory()) return false;
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    return true;
  } catch (error) {
    const parent = path.dirname(folder);
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isMissing && parent !== folder && isWritable(parent);
  }
}
