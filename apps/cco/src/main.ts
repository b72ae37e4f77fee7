import fs from 'node:fs';
import { runHook } from '@cco/hook-logger';

// As a hook (`cco logger`) it runs after every tool call, so that way loads nothing but the hook.
const [word, ...more] = process.argv.slice(2);
if (word === 'logger' && more.length === 0 && !isInputDevice()) runHook();
else void import('./cli.ts').then(({ run }) => run());

/** A terminal, or nothing. Looks at the file, because asking the stream would start it. */
function isInputDevice(): boolean {
  try {
    return fs.fstatSync(0).isCharacterDevice();
  } catch {
    return false;
  }
}
