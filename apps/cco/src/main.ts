import { canBringPayload, runHook } from '@cco/hook-logger';
import { liveContext } from './live-context.ts';

// What Claude Code runs all the time loads nothing but itself: the hook after every tool call
// (`cco logger`), the statusline and the guard.
const [word, ...more] = process.argv.slice(2);
const isQuick = word === 'usage' && (more[0] === 'statusline' || more[0] === 'guard');
if (word === 'logger' && more.length === 0 && canBringPayload()) runHook();
else void (isQuick && canBringPayload() ? runQuickly() : runAll());

async function runQuickly(): Promise<void> {
  const quick = await import('@cco/live-command/quick');
  if (!(await quick.runQuickly(more, liveContext))) await runAll();
}

async function runAll(): Promise<void> {
  const { run } = await import('./cli.ts');
  await run();
}
