import { COMMON, defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import { SELECTION_OPTIONS } from './selection.ts';

/** Shows what speaks of missing or outdated instructions. */
export function signalsCommand(context: AuditCommandContext) {
  return defineCommand({
    name: 'signals',
    summary: 'Repeated reads, failing commands, churn: what to improve in the instructions.',
    options: { ...SELECTION_OPTIONS, json: COMMON.json },
    examples: [
      ['$0 --since 7d', 'this week'],
      ['$0 --project shop --json', 'of one project, for a script'],
    ],
    exitCodes: [
      [0, 'shown, also when there were none'],
      [1, 'a wrong option'],
    ],
    async run(options, io) {
      const { runSignals } = await import('./run-signals.ts');
      return runSignals(options, io, context);
    },
  });
}
