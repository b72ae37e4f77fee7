import { isGuardCall, startGuard } from '@cco/audit-command/guard';
import { canBringPayload, runHook } from '@cco/hook-logger';
import { liveContext } from './live-context.ts';

// What Claude Code runs all the time loads nothing but itself: the hook after every tool call
// (`cco logger`), the guards that it waits for before (`cco audit guard`, `cco usage guard`), and
// the statusline.
const [word, ...more] = process.argv.slice(2);
if (word === 'logger' && more.length === 0 && canBringPayload()) runHook();
else if (word === 'audit' && more[0] === 'guard' && isAuditGuard(more.slice(1))) {
  void startGuard(more.slice(1));
} else if (word === 'usage' && isQuick(more[0]) && canBringPayload()) void runQuickly();
else void runAll();

function isAuditGuard(words: readonly string[]): boolean {
  return isGuardCall(words) && canBringPayload();
}

function isQuick(name: string | undefined): boolean {
  return name === 'statusline' || name === 'guard';
}

async function runQuickly(): Promise<void> {
  const quick = await import('@cco/live-command/quick');
  if (!(await quick.runQuickly(more, liveContext))) await runAll();
}

async function runAll(): Promise<void> {
  const { run } = await import('./cli.ts');
  await run();
}
