import type { AnyCommand } from '@cco/cli';
import { blocksCommand } from './blocks-command.ts';
import { reconcileCommand } from './reconcile-command.ts';
import { reportCommand } from './report-command.ts';
import { REPORT_KINDS } from './report-kinds.ts';
import type { UsageCommandContext } from './usage-context.ts';

/**
 * Makes the command: exact tokens and dollars from the transcripts, `session-usage` and `cco usage`.
 * Alone it reports by day.
 *
 * @example
 * await runMain(usageCommand(), { name: 'session-usage', version: '1.0.0' });
 */
export function usageCommand(context: UsageCommandContext = {}): AnyCommand {
  const daily = reportCommand('daily', context);
  const subcommands: AnyCommand[] = [
    ...REPORT_KINDS.map((kind) => reportCommand(kind, context)),
    blocksCommand(context),
    reconcileCommand(context),
    ...(context.subcommands ?? []),
  ];
  return {
    ...daily,
    name: 'usage',
    summary: 'Exact tokens and dollars of Claude Code, from its transcripts.',
    examples: [
      ['$0', 'every day'],
      ['$0 --last 7 --breakdown', 'the last seven days, with their models'],
      ['$0 monthly --json', 'every month, for a script'],
      ['$0 projects --since 7d', 'where the money went this week'],
      ['$0 blocks --active', 'the running 5-hour block'],
      ['$0 --budget daily=5,monthly=100', 'exits with 3 when more was used'],
    ],
    subcommands,
  };
}
