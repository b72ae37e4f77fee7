import { defineCommand } from '@cco/cli';
import { LOGGED_EVENTS } from '@cco/hook-logger';
import { type ScopeOptions, scopeOptions } from '@cco/self-install';

/** The options of `install`. */
export interface InstallOptions extends ScopeOptions {
  readonly events: string;
  readonly command: string | undefined;
  readonly replace: boolean;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Registers the hook in a settings file. */
export const installCommand = defineCommand<InstallOptions>({
  name: 'install',
  summary: "Register the hook in Claude Code's settings.",
  options: (yargs) =>
    scopeOptions(yargs)
      .option('events', {
        type: 'string',
        requiresArg: true,
        default: LOGGED_EVENTS.join(','),
        describe: 'Which calls to log: those that succeed, those that fail',
      })
      .option('command', {
        type: 'string',
        requiresArg: true,
        describe: 'What Claude Code runs (default: this program)',
      })
      .option('replace', {
        type: 'boolean',
        default: false,
        describe: 'Take out session-logger.sh',
      })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Change nothing, only tell' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
  examples: [
    ['$0', 'log all your sessions'],
    ['$0 --local --dry-run', "show what would change in this folder's settings"],
    ['$0 --replace', 'take the place of session-logger.sh'],
  ],
  exitCodes: [
    [0, 'registered, or was already'],
    [1, 'wrong option, or settings that cannot be changed; nothing was written'],
  ],
  async run(options, io) {
    const { runInstall } = await import('./run-install.ts');
    return runInstall(options, io);
  },
});
