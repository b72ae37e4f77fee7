import { defineCommand } from '@cco/cli';
import { INSTALL_OPTIONS, UNINSTALL_OPTIONS } from '../install-options.ts';
import type { LiveContext } from '../live-context.ts';
import { STATUSLINE_OPTIONS } from './statusline-options.ts';

const { refresh: _, ...LINE_OPTIONS } = STATUSLINE_OPTIONS;

/** Writes the statusline into a settings file. */
export function installStatuslineCommand(context: LiveContext) {
  return defineCommand({
    name: 'install-statusline',
    summary: "Make Claude Code show this program's statusline.",
    options: {
      ...INSTALL_OPTIONS,
      ...LINE_OPTIONS,
      force: { type: 'boolean', describe: 'Replace another statusline' },
    },
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
export function uninstallStatuslineCommand(context: LiveContext) {
  return defineCommand({
    name: 'uninstall-statusline',
    summary: "Take this program's statusline out of Claude Code's settings.",
    options: UNINSTALL_OPTIONS,
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
