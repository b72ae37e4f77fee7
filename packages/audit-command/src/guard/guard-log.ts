import path from 'node:path';
import { appendLine, logFolder } from '@cco/claude-paths';

const NAME = 'audit-guard.log';

/** Adds a line to the log of the guard; where none can be written, none is. */
export function writeGuardLog(
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
  problem: string,
): void {
  try {
    const line = problem.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
    appendLine(path.join(logFolder(env), NAME), `${now.toISOString()} ${line}`);
  } catch {
    // A full disk must not stop the agent either.
  }
}
