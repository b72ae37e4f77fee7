import { type AnyCommand, COMMON, defineCommand } from '@cco/cli';
import { SCOPE_OPTIONS, SCOPES } from '@cco/self-install';

const ON_ERROR = {
  'on-error': {
    type: 'string',
    choices: ['ask', 'pass'],
    describe: 'What happens to a call that the guard cannot judge',
    defaultText: 'ask',
  },
} as const;

/** Registers the guard in a settings file. */
export const installGuardCommand = installer('install-guard', true);

/** Takes the guard out of a settings file. */
export const uninstallGuardCommand = installer('uninstall-guard', false);

function installer(name: string, isInstall: boolean): AnyCommand {
  return defineCommand({
    name,
    summary: isInstall
      ? "Register the guard in Claude Code's settings."
      : "Take the guard out of Claude Code's settings.",
    options: {
      ...SCOPE_OPTIONS,
      scope: {
        type: 'string',
        choices: SCOPES,
        hidden: true,
        describe: 'Accepted for older versions: the same as --user, --project or --local',
      },
      command: {
        type: 'string',
        describe: 'The command that Claude Code runs',
        defaultText: 'this program',
      },
      ...(isInstall ? ON_ERROR : {}),
      'dry-run': COMMON['dry-run'],
      json: COMMON.json,
    },
    examples: [
      ['$0', 'in all your sessions'],
      ['$0 --local --dry-run', "what would change in this folder's settings"],
    ],
    exitCodes: [
      [0, 'done, or was so already'],
      [1, 'a wrong option, or settings that cannot be changed; nothing was written'],
    ],
    async run(options, io) {
      const { runInstallGuard } = await import('./run-install-guard.ts');
      return runInstallGuard(options, isInstall, io);
    },
  });
}
