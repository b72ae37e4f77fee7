import { defineCommand } from '@cco/cli';
import { INSTALL_OPTIONS, UNINSTALL_OPTIONS } from '../install-options.ts';
import type { LiveContext } from '../live-context.ts';
import { GUARD_OPTIONS } from './guard-options.ts';

const { refresh: _, ...HOOK_OPTIONS } = GUARD_OPTIONS;

/** Registers the guard in a settings file. */
export function installGuardCommand(context: LiveContext) {
  return defineCommand({
    name: 'install-guard',
    summary: "Register the guard of budgets in Claude Code's settings.",
    options: { ...INSTALL_OPTIONS, ...HOOK_OPTIONS },
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
export function uninstallGuardCommand(context: LiveContext) {
  return defineCommand({
    name: 'uninstall-guard',
    summary: "Take the guard of budgets out of Claude Code's settings.",
    options: UNINSTALL_OPTIONS,
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
