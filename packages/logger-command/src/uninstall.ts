import { defineCommand } from '@cco/cli';
import { uninstallHook } from '@cco/hook-logger';
import { oneLine } from '@cco/terminal';
import { chosenCommand } from './chosen-command.ts';
import { changeJson, changeLines, changeScope } from './report.ts';
import { chosenScope, type ScopeOptions, scopeOptions } from './settings-scope.ts';

interface UninstallOptions extends ScopeOptions {
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
  run(options, io) {
    const scope = chosenScope(options);
    // A copy in a folder of any name is known only by the command that starts it.
    const { command } = chosenCommand(options.command, io.env);
    const change = changeScope(io, { scope, dryRun: options['dry-run'] }, (draft) =>
      uninstallHook(draft, { command }),
    );
    if (options.json) {
      io.out(changeJson(change, {}));
      return 0;
    }
    const { settings } = change;
    const done = options['dry-run'] ? 'Would take' : 'Took';
    const file = oneLine(settings.file);
    const head = settings.changed
      ? `${done} the logger out of ${file}`
      : `The logger is not registered in ${file}`;
    io.out(`${[head, ...changeLines(change)].join('\n')}\n`);
    return 0;
  },
});
