import { type Command, defineCommand } from '@cco/cli';
import { declareOptions } from '../declare-options.ts';
import { type InstallOptions, installOptions } from '../install-options.ts';
import type { LiveContext } from '../live-context.ts';
import { STATUSLINE_OPTIONS, type StatuslineValues } from './statusline-options.ts';

/** The options of `install-statusline`. */
export interface InstallStatuslineOptions extends InstallOptions, StatuslineValues {
  readonly force: boolean;
}

const { refresh: _, ...LINE_OPTIONS } = STATUSLINE_OPTIONS;

/** Writes the statusline into a settings file. */
export function installStatuslineCommand(context: LiveContext): Command<InstallStatuslineOptions> {
  return defineCommand<InstallStatuslineOptions>({
    name: 'install-statusline',
    summary: "Make Claude Code show this program's statusline.",
    options: (yargs) =>
      declareOptions(
        installOptions(yargs, 'What Claude Code runs (default: this program)').option('force', {
          type: 'boolean',
          default: false,
          describe: 'Take the place of another statusline',
        }),
        LINE_OPTIONS,
      ) as never,
    examples: [
      ['$0', 'in all your sessions'],
      ['$0 --segments model,context,limits', 'with these options of `statusline`'],
      ['$0 --local --dry-run', "show what would change in this folder's settings"],
    ],
    exitCodes: [
      [0, 'installed, or was already'],
      [
        1,
        'wrong option, another statusline, or settings that cannot be changed; nothing was written',
      ],
    ],
    async run(options, io) {
      const { runInstallStatusline } = await import('./run-install-statusline.ts');
      return runInstallStatusline(options, io, context);
    },
  });
}

/** Takes the statusline out of a settings file. */
export function uninstallStatuslineCommand(context: LiveContext): Command<InstallOptions> {
  return defineCommand<InstallOptions>({
    name: 'uninstall-statusline',
    summary: "Take this program's statusline out of Claude Code's settings.",
    options: (yargs) =>
      installOptions(yargs, 'The command it was installed with, if that was one of your own'),
    examples: [['$0', 'a statusline of another program stays']],
    exitCodes: [
      [0, 'taken out, or was not there'],
      [1, 'wrong option, or settings that cannot be changed; nothing was written'],
    ],
    async run(options, io) {
      const { runUninstallStatusline } = await import('./run-install-statusline.ts');
      return runUninstallStatusline(options, io, context);
    },
  });
}
