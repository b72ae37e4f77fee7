import { runMain } from '@cco/cli';
import { repairAfter } from '@cco/database-repair';
import { withoutLiveOption } from '@cco/live-command';
import manifest from '../package.json' with { type: 'json' };
import { ccoCommand } from './cco-command.ts';

/** Runs the command line of the process. */
export async function run(): Promise<void> {
  const [word, ...more] = process.argv.slice(2);
  const argv = word === 'usage' ? [word, ...withoutLiveOption(more)] : process.argv.slice(2);
  await runMain(ccoCommand, { name: 'cco', version: manifest.version, argv, recover: repairAfter });
}
