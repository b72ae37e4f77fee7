import { defineCommand } from '@cco/cli';
import { type ScopeOptions, scopeOptions } from '@cco/self-install';

/** The options of `uninstall`. */
export interface UninstallOptions extends ScopeOptions {
  readonly command: string | undefined;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Takes the hook out of a settings file. */
export const uninstallCommand = defineCommand<UninstallOptions>({
  name: 'uninstall',
  summary: "Take the hook out of Claude Code's settings; the logs stay.",
  options: (yargs) =>
    scopeOptions(yargs)
      .option('command', {
        type: 'string',
        requiresArg: true,
        describe: 'The command it was installed with, if that was one of your own',
      })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Change nothing, only tell' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
  examples: [
    ['$0', 'stop logging your sessions'],
    ['$0 --project', "take it out of this folder's shared settings"],
  ],
  exitCodes: [
    [0, 'taken out, or was not there'],
    [1, 'wrong option, or settings that cannot be changed; nothing was written'],
  ],
  async run(options, io) {
    const { runUninstall } = await import('./run-uninstall.ts');
    return runUninstall(options, io);
  },
});
