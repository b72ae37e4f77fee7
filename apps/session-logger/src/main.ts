import fs from 'node:fs';
import { runHook } from '@cco/hook-logger';

// Claude Code starts the hook without arguments after every tool call, so that way loads nothing
// but the hook.
if (process.argv.length === 2 && !isStandardInputTerminal()) runHook();
else void import('./cli.ts').then(({ run }) => run());

/** Looks at the file first, because `process.stdin` starts a stream. */
function isStandardInputTerminal(): boolean {
  try {
    return fs.fstatSync(0).isCharacterDevice() && process.stdin.isTTY === true;
  } catch {
    return false;
  }
}
