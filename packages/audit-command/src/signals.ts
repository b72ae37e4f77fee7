import { defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import {
  SELECTION_DEFAULTS,
  SELECTION_TEXTS,
  type SelectionOptions,
  selectionOptions,
} from './selection.ts';

/** The options of `signals`. */
export interface SignalsOptions extends SelectionOptions {
  readonly json: boolean;
}

/** Shows what speaks of missing or outdated instructions. */
export function signalsCommand(context: AuditCommandContext) {
  return defineCommand<SignalsOptions>({
    name: 'signals',
    summary: 'Repeated reads, failing commands, churn: what to mend in the instructions.',
    options: (yargs) =>
      selectionOptions(yargs).option('json', {
        type: 'boolean',
        default: false,
        describe: 'Print JSON',
      }),
    defaults: { ...SELECTION_DEFAULTS, json: false },
    textOptions: SELECTION_TEXTS,
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
