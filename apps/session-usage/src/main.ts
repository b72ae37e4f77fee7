import { canBringPayload } from '@cco/hook-logger';
import { liveContext } from './live-context.ts';

// Claude Code runs the statusline and the guard all the time, so that way loads no command line.
const words = process.argv.slice(2);
const isQuick = words[0] === 'statusline' || words[0] === 'guard';
void (isQuick && canBringPayload() ? runQuickly() : runAll());

async function runQuickly(): Promise<void> {
  const quick = await import('@cco/live-command/quick');
  if (!(await quick.runQuickly(words, liveContext))) await runAll();
}

async function runAll(): Promise<void> {
  const { run } = await import('./cli.ts');
  await run();
}
