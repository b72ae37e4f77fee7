import { defineCommand } from '@cco/cli';
import { SETTING_OPTIONS } from '@cco/usage-settings';
import type { LiveContext } from '../live-context.ts';

/** Shows the active block and the present session until it is told to stop. */
export function liveCommand(context: LiveContext) {
  return defineCommand({
    name: 'live',
    summary: 'The active block and the present session, on a screen that follows the transcripts.',
    options: {
      ...SETTING_OPTIONS,
      session: {
        type: 'string',
        value: 'ID',
        defaultText: 'the one that was active last',
        describe: 'Show this session: its id, or the beginning of it',
      },
    },
    examples: [
      ['$0', 'until q is pressed'],
      ['$0 --budget daily=5', 'with what is left of a budget'],
    ],
    exitCodes: [
      [0, 'ended by q, Ctrl-C or a signal'],
      [1, 'an option is wrong, or standard output is no terminal'],
    ],
    notes: '`--live` alone, and `blocks --live`, do the same.',
    async run(options, io) {
      const { runLive } = await import('./run-live.ts');
      return runLive(options, io, context);
    },
  });
}
