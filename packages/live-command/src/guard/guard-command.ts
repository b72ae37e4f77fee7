import { defineCommand } from '@cco/cli';
import type { LiveContext } from '../live-context.ts';
import { GUARD_OPTIONS } from './guard-options.ts';

/** Answers Claude Code's hooks by what is left of budgets. */
export function guardCommand(context: LiveContext) {
  return defineCommand({
    name: 'guard',
    summary: 'A hook that warns when a budget runs out, and blocks when told to.',
    options: GUARD_OPTIONS,
    examples: [
      ['$0 --budget daily=5 < payload.json', 'what Claude Code does; install-guard makes it do so'],
      ['$0 --budget daily=5 --block < payload.json', 'blocks once 5 dollars are used'],
    ],
    exitCodes: [
      [0, 'the answer is the JSON on standard output, or nothing'],
      [1, 'an option is wrong; nothing is blocked'],
    ],
    notes: [
      'Each session is warned once at 50, 75, 90 and 100 per cent of each budget.',
      'When the budgets cannot be checked, each session is warned once, and with --block each tool',
      'call is asked about. guard.log in the data folder says why.',
    ].join('\n'),
    async run(values, io) {
      const { runInProcess } = await import('../run-in-process.ts');
      return runInProcess('guard', { values, io, context });
    },
  });
}
