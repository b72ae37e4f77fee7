import { runMain } from '@cco/cli';
import { loggerCommand } from '@cco/logger-command';
import manifest from '../package.json' with { type: 'json' };

/** Runs the command line of the process. */
export async function run(): Promise<void> {
  await runMain(loggerCommand, { name: 'session-logger', version: manifest.version });
}
