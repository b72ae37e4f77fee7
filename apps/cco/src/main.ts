import { canBringPayload, runHook } from '@cco/hook-logger';

// As a hook (`cco logger`) it runs after every tool call, so that way loads nothing but the hook.
const [word, ...more] = process.argv.slice(2);
if (word === 'logger' && more.length === 0 && canBringPayload()) runHook();
else void import('./cli.ts').then(({ run }) => run());
