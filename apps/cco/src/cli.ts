import { runMain } from '@cco/cli';
import manifest from '../package.json' with { type: 'json' };
import { ccoCommand } from './cco-command.ts';

/** Runs the command line of the process. */
export async function run(): Promise<void> {
  await runMain(ccoCommand, { name: 'cco', version: manifest.version });
}
