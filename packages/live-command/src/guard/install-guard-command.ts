import { type Command, defineCommand } from '@cco/cli';
import { declareOptions } from '../declare-options.ts';
import { type InstallOptions, installOptions } from '../install-options.ts';
import type { LiveContext } from '../live-context.ts';
import { GUARD_OPTIONS, type GuardValues } from './guard-options.ts';

/** The options of `install-guard`. */
export interface InstallGuardOptions extends InstallOptions, GuardValues {}

const { refresh: _, ...HOOK_OPTIONS } = GUARD_OPTIONS;

/** Registers the guard in a settings file. */
export function installGuardCommand(context: LiveContext): Command<InstallGuardOptions> {
  return defineCommand<InstallGuardOptions>({
    name: 'install-guard',
    summary: "Register the guard of budgets in Claude Code's settings.",
    options: (yargs) =>
      declareOptions(
        installOptions(yargs, 'What Claude Code runs (default: this program)'),
        HOOK_OPTIONS,
      ) as never,
    examples: [
      ['$0 --budget daily=5,monthly=100', 'warn at 50, 75, 90 and 100 per cent'],
      ['$0 --budget daily=5 --block', 'and block when the 5 dollars are used'],
      ['$0', 'watch the budgets in cco.json'],
    ],
    exitCodes: [
      [0, 'registered, or was already'],
      [1, 'wrong option, no budget, or settings that cannot be changed; nothing was written'],
    ],
    async run(options, io) {
      const { runInstallGuard } = await import('./run-install-guard.ts');
      return runInstallGuard(options, io, context);
    },
  });
}

/** Takes the guard out of a settings file. */
export function uninstallGuardCommand(context: LiveContext): Command<InstallOptions> {
  return defineCommand<InstallOptions>({
    name: 'uninstall-guard',
    summary: "Take the guard of budgets out of Claude Code's settings.",
    options: (yargs) =>
      installOptions(yargs, 'The command it was installed with, if that was one of your own'),
    examples: [['$0', 'stop watching budgets']],
    exitCodes: [
      [0, 'taken out, or was not there'],
      [1, 'wrong option, or settings that cannot be changed; nothing was written'],
    ],
    async run(options, io) {
      const { runUninstallGuard } = await import('./run-install-guard.ts');
      return runUninstallGuard(options, io, context);
    },
  });
}
