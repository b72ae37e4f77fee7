import { defineCommand } from '@cco/cli';
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
      'A * stands behind a cost that leaves out tokens without a known price.',
      '',
      'Environment: COLUMNS is the width that Claude Code gives; NO_COLOR turns colours off.',
    ].join('\n'),
    async run(values, io) {
      const { runInProcess } = await import('../run-in-process.ts');
      return runInProcess('statusline', { values, io, context });
    },
  });
}
