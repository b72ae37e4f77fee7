import { COMMON, defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import type { Query } from './queries/query.ts';
import { SELECTION_OPTIONS } from './selection.ts';

/** Makes the subcommand of a question. */
export function queryCommand(query: Query, context: AuditCommandContext) {
  return defineCommand({
    name: query.name,
    summary: query.summary,
    options: {
      ...SELECTION_OPTIONS,
      json: COMMON.json,
      csv: COMMON.csv,
      limit: {
        type: 'string',
        value: 'N',
        defaultText: '40',
        describe: 'Print at most N rows of the table, 0 for all',
      },
    },
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
