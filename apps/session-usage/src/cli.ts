import { runMain } from '@cco/cli';
import { repairAfter } from '@cco/database-repair';
import { liveCommands, withoutLiveOption } from '@cco/live-command';
import { usageCommand } from '@cco/usage-command';
import manifest from '../package.json' with { type: 'json' };
import { liveContext } from './live-context.ts';

/** Runs the command line of the process. */
export async function run(): Promise<void> {
  const { worker } = liveContext;
  const command = usageCommand({ worker, subcommands: liveCommands(liveContext) });
  const argv = withoutLiveOption(process.argv.slice(2));
  await runMain(command, {
    name: 'session-usage',
    version: manifest.version,
    argv,
    recover: repairAfter,
  });
}
