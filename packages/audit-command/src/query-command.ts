import { defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import type { Query } from './queries/query.ts';
import {
  SELECTION_DEFAULTS,
  SELECTION_TEXTS,
  type SelectionOptions,
  selectionOptions,
} from './selection.ts';

/** The options of a question about calls. */
export interface QueryOptions extends SelectionOptions {
  readonly json: boolean;
  readonly csv: boolean;
  readonly limit: string | undefined;
}

/** Makes the subcommand of a question. */
export function queryCommand(query: Query, context: AuditCommandContext) {
  return defineCommand<QueryOptions>({
    name: query.name,
    summary: query.summary,
    options: (yargs) =>
      selectionOptions(yargs)
        .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
        .option('csv', { type: 'boolean', default: false, describe: 'Print CSV' })
        .option('limit', {
          type: 'string',
          requiresArg: true,
          describe: 'Rows of the table at most, 0 for all (40)',
        }),
    defaults: { ...SELECTION_DEFAULTS, json: false, csv: false, limit: undefined },
    textOptions: [...SELECTION_TEXTS, 'limit'],
    examples: [
      ['$0', query.example],
      ['$0 --since 7d --project shop', 'of one project, this week'],
      ['$0 --session 7d1f3a52 --json', 'of one session, for a script'],
    ],
    exitCodes: [
      [0, 'done, also when nothing was found'],
      [1, 'a wrong option'],
    ],
    async run(options, io) {
      const { runQuery } = await import('./run-query.ts');
      return runQuery(query, options, { io, context });
    },
  });
}
