import { canBringPayload, runHook } from '@cco/hook-logger';

// As a hook (`cco logger`) it runs after every tool call, so that way loads nothing but the hook.
const [word, ...more] = process.argv.slice(2);
if (word === 'logger' && more.length === 0 && canBringPayload()) runHook();
// Claude Code waits for the guard (`cco audit guard`) before every tool call.
else if (word === 'audit' && more.join(' ') === 'guard' && canBringPayload()) {
  void import('@cco/audit-command/guard').then(({ runGuard }) => runGuard());
} else void import('./cli.ts').then(({ run }) => run());
