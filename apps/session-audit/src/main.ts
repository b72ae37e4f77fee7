import { startGuard } from '@cco/audit-command/guard';
import { canBringPayload } from '@cco/hook-logger';

// Claude Code waits for the guard before every tool call, so that way loads no command line.
if (process.argv.length === 3 && process.argv[2] === 'guard' && canBringPayload()) {
  void startGuard();
} else void import('./cli.ts').then(({ run }) => run());
