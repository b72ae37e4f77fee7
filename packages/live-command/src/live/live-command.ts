import { type Command, defineCommand } from '@cco/cli';
import { declareOptions } from '../declare-options.ts';
import type { LiveContext } from '../live-context.ts';
import { type QuickValues, SETTING_OPTIONS } from '../quick-options.ts';

/** The options of `live`. */
export interface LiveCommandOptions extends QuickValues<typeof SETTING_OPTIONS> {
  readonly session?: string | undefined;
}

/** Shows the active block and the present session until it is told to stop. */
export function liveCommand(context: LiveContext): Command<LiveCommandOptions> {
  return defineCommand<LiveCommandOptions>({
    name: 'live',
    summary: 'The active block and the present session, on a screen that follows the transcripts.',
    options: (yargs) =>
      declareOptions(yargs, {
        ...SETTING_OPTIONS,
        session: {
          type: 'string',
          describe: 'Id of the session to show, or how it begins (the one that was active last)',
        },
      }) as never,
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
