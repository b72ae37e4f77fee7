import { defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';

/** The options of `watch`. */
export interface WatchOptions {
  readonly interval: string;
  readonly policy: string | undefined;
  readonly json: boolean;
}

/** Shows findings as they happen. */
export function watchCommand(context: AuditCommandContext) {
  return defineCommand<WatchOptions>({
    name: 'watch',
    summary: 'Show findings as they happen, until Ctrl+C.',
    options: (yargs) =>
      yargs
        .option('interval', {
          type: 'string',
          requiresArg: true,
          default: '2',
          describe: 'Seconds between two looks',
        })
        .option('policy', { type: 'string', requiresArg: true, describe: 'The policy' })
        .option('json', {
          type: 'boolean',
          default: false,
          describe: 'One JSON object on each line',
        }),
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
