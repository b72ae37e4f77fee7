import { COMMON, defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import { POLICY_OPTION } from './check-options.ts';

/** Shows what happened in a session, in order. */
export function timelineCommand(context: AuditCommandContext) {
  return defineCommand({
    name: 'timeline',
    words: { name: 'session', describe: 'Its id, or the beginning of it' },
    summary: 'What happened in a session, in order, with marks.',
    options: { policy: POLICY_OPTION, json: COMMON.json },
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
