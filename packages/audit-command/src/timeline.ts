import { defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';

/** The options of `timeline`. */
export interface TimelineOptions {
  readonly session: string | undefined;
  readonly policy: string | undefined;
  readonly json: boolean;
}

/** Shows what happened in a session, in order. */
export function timelineCommand(context: AuditCommandContext) {
  return defineCommand<TimelineOptions>({
    name: 'timeline',
    positionals: '[session]',
    summary: 'What happened in a session, in order, with marks.',
    options: (yargs) =>
      yargs
        .positional('session', { type: 'string', describe: 'Its id, or the beginning of it' })
        .option('policy', { type: 'string', requiresArg: true, describe: 'The policy' })
        .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
    examples: [['$0 7d1f3a52', 'a session from its first call to its last']],
    exitCodes: [
      [0, 'shown'],
      [1, 'no such session, or several that begin so'],
    ],
    notes: 'Marks: !! critical or high, ! medium or low; x failed, - denied.',
    async run(options, io) {
      const { runTimeline } = await import('./run-timeline.ts');
      return runTimeline(options, io, context);
    },
  });
}
