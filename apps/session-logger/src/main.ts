import { canBringPayload, runHook } from '@cco/hook-logger';

// Claude Code starts the hook without arguments after every tool call, so that way loads nothing
// but the hook.
if (process.argv.length === 2 && canBringPayload()) runHook();
else void import('./cli.ts').then(({ run }) => run());
