import { runMain } from '@cco/cli';
import { usageCommand } from '@cco/usage-command';
import manifest from '../package.json' with { type: 'json' };

const command = usageCommand({ worker: () => new URL('./store.worker.cjs', import.meta.url) });
void runMain(command, { name: 'session-usage', version: manifest.version });
