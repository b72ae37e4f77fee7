import { defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import { CHECK_OPTIONS } from './check-options.ts';

/** Judges what is new and reports what was found. */
export function checkCommand(context: AuditCommandContext) {
  return defineCommand({
    name: 'check',
    summary: 'Judge tool calls by the rules, and report the worst first.',
    options: CHECK_OPTIONS,
    examples: [
      ['$0', 'everything that was ever done'],
      ['$0 --since 7d', 'the last week, on one screen'],
      ['$0 --since today --fail-on high', 'in a script: exit 2 on a finding'],
      ['$0 --format sarif > audit.sarif', 'for viewers'],
      ['$0 --write-baseline b.json --reason Reviewed --expires 2027-01-31', 'accept what is there'],
    ],
    exitCodes: [
      [0, 'nothing at or above --fail-on'],
      [1, 'a wrong option, or mistakes in the policy or the baseline'],
      [2, 'something at or above --fail-on'],
    ],
    async run(options, io) {
      const { runCheck } = await import('./run-check.ts');
      return runCheck(options, io, context);
    },
  });
}
