import { isGuardCall, startGuard } from '@cco/audit-command/guard';
import { canBringPayload } from '@cco/hook-logger';

// Claude Code waits for the guard before every tool call, so that way loads no command line.
const [word, ...more] = process.argv.slice(2);
if (word === 'guard' && isGuardCall(more) && canBringPayload()) void startGuard(more);
else void import('./cli.ts').then(({ run }) => run());
