import type { AnyCommand } from '@cco/cli';
import { guardCommand } from './guard/guard-command.ts';
import { installGuardCommand, uninstallGuardCommand } from './guard/install-guard-command.ts';
import { liveCommand } from './live/live-command.ts';
import type { LiveContext } from './live-context.ts';
import {
  installStatuslineCommand,
  uninstallStatuslineCommand,
} from './statusline/install-statusline-command.ts';
import { statuslineCommand } from './statusline/statusline-command.ts';

/**
 * Makes the commands that stand below `session-usage` and `cco usage`.
 *
 * @example
 * usageCommand({ subcommands: liveCommands({ program: 'session-usage' }) });
 */
export function liveCommands(context: LiveContext): AnyCommand[] {
  return [
    liveCommand(context),
    statuslineCommand(context),
    installStatuslineCommand(context),
    uninstallStatuslineCommand(context),
    guardCommand(context),
    installGuardCommand(context),
    uninstallGuardCommand(context),
  ];
}

export type { LiveContext };
