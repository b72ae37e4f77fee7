import fs from 'node:fs';
import path from 'node:path';
import { appendLine } from '@cco/claude-paths';
import { oneLine } from '@cco/terminal';

const NAME = 'guard.log';
const MOST_BYTES = 256 * 1024;

/** Adds a line to the log of the guard. One log before it is kept; where none can be, none is. */
export function writeGuardLog(dataFolder: string, now: Date, text: string): void {
  const file = path.join(dataFolder, NAME);
  try {
    if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) {
      fs.renameSync(file, `${file}.old`);
    }
    appendLine(file, `${now.toISOString()} ${oneLine(text)}`);
  } catch {
    // The hook must not fail because its log does.
  }
}
