import type { AnyCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import { checkCommand } from './check.ts';
import { guardCommand } from './guard/guard-command.ts';
import { installGuardCommand, uninstallGuardCommand } from './guard/install-guard.ts';
import { QUERIES } from './queries/index.ts';
import { queryCommand } from './query-command.ts';
import { explainCommand, rulesCommand } from './rules-command.ts';
import { sealCommand, verifyCommand } from './seal/seal-command.ts';
import { signalsCommand } from './signals.ts';
import { timelineCommand } from './timeline.ts';
import { watchCommand } from './watch.ts';

/**
 * Makes the command: what the agent did, and what of it deserves a look; `session-audit` and
 * `cco audit`. Alone it checks everything.
 *
 * @example
 * await runMain(auditCommand({ version: '1.0.0' }), { name: 'session-audit', version: '1.0.0' });
 */
export function auditCommand(context: AuditCommandContext): AnyCommand {
  const check = checkCommand(context);
  const subcommands: AnyCommand[] = [
    check,
    timelineCommand(context),
    ...QUERIES.map((query) => queryCommand(query, context)),
    signalsCommand(context),
    watchCommand(context),
    rulesCommand,
    explainCommand,
    guardCommand,
    installGuardCommand,
    uninstallGuardCommand,
    sealCommand,
    verifyCommand,
  ];
  return {
    ...check,
    name: 'audit',
    summary: 'What the agent did, and what of it deserves a look.',
    examples: [
      ['$0', 'what was found in everything that was ever done'],
      ['$0 check --since 7d --fail-on high', 'the last week; exit 2 on a finding'],
      ['$0 timeline 7d1f3a52', 'a session, call by call'],
      ['$0 commands --since today', 'what it ran today'],
      ['$0 signals --since 7d', 'what to improve in the instructions'],
      ['$0 install-guard', 'deny and ask before calls are made'],
    ],
    subcommands,
  };
}
