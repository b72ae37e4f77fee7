import path from 'node:path';
import { runMain } from '@cco/cli';
import { repairAfter } from '@cco/database-repair';
import { searchCommand } from '@cco/search-command';
import manifest from '../package.json' with { type: 'json' };

// It is installed under two names; help, errors and completion use the one it was called by.
const called = path.basename(process.argv[1] ?? '');
const name = called in manifest.bin ? called : 'cs';
const command = searchCommand({
  worker: () => new URL('./store.worker.cjs', import.meta.url),
  textWorker: () => new URL('./text.worker.cjs', import.meta.url),
});
void runMain(command, { name, version: manifest.version, recover: repairAfter });
