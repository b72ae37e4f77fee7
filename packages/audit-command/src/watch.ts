import { defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import { POLICY_OPTION } from './check-options.ts';

/** Shows findings as they happen. */
export function watchCommand(context: AuditCommandContext) {
  return defineCommand({
    name: 'watch',
    summary: 'Show findings as they happen, until Ctrl+C.',
    options: {
      interval: {
        type: 'string',
        value: 'SECONDS',
        default: '2',
        describe: 'Time between two looks',
      },
      policy: POLICY_OPTION,
      json: { type: 'boolean', describe: 'Print one JSON object on each line' },
    },
    examples: [
      ['$0', 'in a terminal beside the session'],
      ['$0 --json', 'for another program'],
    ],
    exitCodes: [
      [0, 'ended by Ctrl+C'],
      [1, 'a wrong option'],
    ],
    async run(options, io) {
      const { runWatch } = await import('./run-watch.ts');
      return runWatch(options, io, context);
    },
  });
}
