import { defineCommand } from '@cco/cli';
import { MIN_RATE_MINUTES } from '@cco/usage-reports';
import type { LiveContext } from '../live-context.ts';
import { STATUSLINE_OPTIONS } from './statusline-options.ts';

/** Prints one line for Claude Code's statusline. */
export function statuslineCommand(context: LiveContext) {
  return defineCommand({
    name: 'statusline',
    summary: "One line for Claude Code's statusline: cost, block, burn rate, context, limits.",
    options: STATUSLINE_OPTIONS,
    examples: [
      ['$0 < input.json', 'what Claude Code does; install-statusline makes it do so'],
      ['$0 --segments model,today,limits < input.json', 'only these, in this order'],
    ],
    exitCodes: [
      [0, 'a line was printed, whatever the input and the transcripts are like'],
      [1, 'an option is wrong'],
    ],
    notes: [
      'Figures come from what was counted before, and from what is new of this session. Other',
      'sessions are looked at by a process in the background, once a minute at most.',
      'A * stands behind a cost that leaves out tokens without a known price. A burn rate is shown',
      `once the messages of the block span ${MIN_RATE_MINUTES} minutes. A limit whose window was reset is left out.`,
      '',
      'Environment: COLUMNS is the width that Claude Code gives, of which it shows all but four and',
      'twice the padding; NO_COLOR turns colours off.',
    ].join('\n'),
    async run(values, io) {
      const { runInProcess } = await import('../run-in-process.ts');
      return runInProcess('statusline', { values, io, context });
    },
  });
}
