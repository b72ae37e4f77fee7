import { formatMinuteIn } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { closeStore } from '@cco/session-index/store';
import type { AuditCommandContext } from './audit-context.ts';
import { openAudit } from './load-audit.ts';
import { printRows } from './print-rows.ts';
import type { Query } from './queries/query.ts';
import { selectCalls } from './select-calls.ts';
import { readSelection, type SelectionOptions } from './selection.ts';

/** The options of a question about calls. */
export interface QueryOptions extends SelectionOptions {
  readonly json: boolean;
  readonly csv: boolean;
  readonly limit: string | undefined;
}

const LIMIT = 40;

/** Answers a question about calls. */
export async function runQuery(
  query: Query,
  options: QueryOptions,
  { io, context }: { readonly io: Io; readonly context: AuditCommandContext },
): Promise<number> {
  const { json, csv } = options;
  if (json && csv) throw new UserError('--json and --csv do not go together');
  const limit = readLimit(options.limit);
  const selection = readSelection(options, io);
  const store = await openAudit(io, context);
  try {
    const calls = selectCalls(store, selection);
    const isForPeople = !json && !csv;
    const time = (ms: number | undefined): string => {
      if (ms === undefined) return '';
      return isForPeople ? formatMinuteIn(selection.zone, ms) : new Date(ms).toISOString();
    };
    printRows(query.list(calls, time), { json, csv, limit }, io);
    return 0;
  } finally {
    closeStore(store);
  }
}

function readLimit(text: string | undefined): number | undefined {
  if (text === undefined) return LIMIT;
  if (!/^\d{1,9}$/.test(text)) {
    throw new UserError('--limit is not a number of rows', {
      hint: 'Use --limit 100, or 0 for all.',
    });
  }
  return text === '0' ? undefined : Number(text);
}
