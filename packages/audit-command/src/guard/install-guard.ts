import { type Command, defineCommand } from '@cco/cli';

/** The options of `install-guard` and `uninstall-guard`. */
export interface InstallGuardOptions {
  readonly scope: 'user' | 'project' | 'local';
  readonly command: string | undefined;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Registers the guard in a settings file. */
export const installGuardCommand = installer('install-guard', true);

/** Takes the guard out of a settings file. */
export const uninstallGuardCommand = installer('uninstall-guard', false);

function installer(name: string, isInstall: boolean): Command<InstallGuardOptions> {
  return defineCommand<InstallGuardOptions>({
    name,
    summary: isInstall
      ? "Register the guard in Claude Code's settings."
      : "Take the guard out of Claude Code's settings.",
    options: (yargs) =>
      yargs
        .option('scope', {
          choices: ['user', 'project', 'local'] as const,
          default: 'user' as const,
          describe: "Your settings, or this folder's: shared (project) or yours alone (local)",
        })
        .option('command', {
          type: 'string',
          requiresArg: true,
          describe: 'What Claude Code runs (default: this program)',
        })
        .option('dry-run', {
          type: 'boolean',
          default: false,
          describe: 'Change nothing, only tell',
        })
        .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
    examples: [
      ['$0', 'in all your sessions'],
      ['$0 --scope local --dry-run', "what would change in this folder's settings"],
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
