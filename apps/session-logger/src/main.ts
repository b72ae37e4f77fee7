import fs from 'node:fs';
import { runHook } from '@cco/hook-logger';
import manifest from '../package.json' with { type: 'json' };

// Claude Code starts the hook without arguments after every tool call, so that way loads nothing
// but the hook.
if (process.argv.length === 2 && !isStandardInputTerminal()) runHook();
else void runCli();

async function runCli(): Promise<void> {
  const [{ runMain }, { loggerCommand }] = await Promise.all([
    import('@cco/cli'),
    import('@cco/logger-command'),
  ]);
  await runMain(loggerCommand, { name: 'session-logger', version: manifest.version });
}

/** Looks at the file first, because `process.stdin` starts a stream. */
function isStandardInputTerminal(): boolean {
  try {
    return fs.fstatSync(0).isCharacterDevice() && process.stdin.isTTY === true;
  } catch {
    return false;
  }
}
