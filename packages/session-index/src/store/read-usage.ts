import type { MessageAttributes } from './message-part.ts';
import type { Store } from './open-store.ts';
import { QUARTER_MS } from './rollup.ts';
import { ROLLUP_COLUMNS } from './schema.ts';
import { allRows } from './statements.ts';

/** Which rows are wanted; what is left out is not asked for. */
export interface UsageFilter {
  /** First moment, in milliseconds since 1970. Rolled-up rows are cut at quarter hours. */
  readonly since?: number | undefined;
  /** First moment that is not wanted any more. */
  readonly until?: number | undefined;
  /** Id of one session. */
  readonly session?: string | undefined;
}

/** Where rows come from. */
export interface UsageSource {
  /** Id of the session: of the parent for a subagent's file. */
  readonly session: string;
  /** Name of the project folder. */
  readonly slug: string;
  readonly path: string;
  /** Id of the subagent whose file it is. */
  readonly agent: string | undefined;
  /** The file is gone. */
  readonly isArchived: boolean;
}

/** Sums of the messages of a file with the same attributes in a quarter hour. Tokens. */
export interface UsageRow {
  readonly source: UsageSource;
  readonly attributes: MessageAttributes;
  /** Begin of the quarter hour; undefined for messages without a time. */
  readonly time: number | undefined;
  /** How many of `PROMPT_LIMITS` each message's prompt exceeds. */
  readonly promptClass: number;
  readonly messages: number;
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  readonly webSearches: number;
  /** Recorded cost in billionths of a dollar; undefined when the records hold none. */
  readonly cost: number | undefined;
  /** Messages without a `stop_reason`, and their output: a lower bound. */
  readonly unfinalized: number;
  readonly unfinalizedOutput: number;
  /** Time of the first and the last message. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
}

/**
 * Reads the rolled-up usage: a few thousand rows for a year, whatever the size of the transcripts.
 * Rows with a time come in no particular order.
 */
export function readUsage(store: Store, filter: UsageFilter = {}): UsageRow[] {
  const { where, values } = usageConditions(filter);
  const rows = allRows<number[]>(store.db, ROLLUP_COLUMNS, `rollup${where}`, ...values);
  const sources = readSources(store, idsIn(rows, 0));
  const attributes = readAttributes(store, idsIn(rows, 1));
  return rows.map((row) => {
    const at = (index: number) => row[index] as number;
    const time = at(2);
    return {
      source: sources.get(at(0)) as UsageSource,
      attributes: attributes.get(at(1)) as MessageAttributes,
      time: time === -1 ? undefined : time * QUARTER_MS,
      promptClass: at(3),
      messages: at(5),
      input: at(6),
      output: at(7),
      cacheWrite5m: at(8),
      cacheWrite1h: at(9),
      cacheRead: at(10),
      webSearches: at(11),
      cost: at(4) === 0 ? undefined : at(12),
      unfinalized: at(13),
      unfinalizedOutput: at(14),
      firstTime: at(15) ?? undefined,
      lastTime: at(16) ?? undefined,
    };
  });
}

/** Lists the ids in a column of rows: a filter leaves few of thousands. */
function idsIn(rows: readonly (readonly number[])[], column: number): number[] {
  return [...new Set(rows.map((row) => row[column] as number))];
}

/**
 * Reads the files' part of rows, by id.
 *
 * @param ids - @default all
 */
export function readSources({ db }: Store, ids?: readonly number[]): Map<number, UsageSource> {
  const rows = allRows<[number, string, string, string, string | null, number]>(
    db,
    'id, session, slug, path, agent, archived',
    ids === undefined ? 'file' : `file${WITH_IDS}`,
    ...(ids === undefined ? [] : [JSON.stringify(ids)]),
  );
  return new Map(
    rows.map(([id, session, slug, path, agent, archived]) => [
      id,
      { session, slug, path, agent: agent ?? undefined, isArchived: archived !== 0 },
    ]),
  );
}

/** Reads the attributes of messages, by id. */
function readAttributes({ db }: Store, ids: readonly number[]): Map<number, MessageAttributes> {
  const from = `attributes${WITH_IDS}`;
  return new Map(
    allRows<[number, MessageAttributes]>(db, 'id, json(json)', from, JSON.stringify(ids)),
  );
}

const WITH_IDS = ' WHERE id IN (SELECT value FROM json_each(?))';

/**
 * Makes the SQL of a filter of `rollup`.
 *
 * @param besides - Conditions more.
 */
export function usageConditions(
  { since, until, session }: UsageFilter,
  besides: readonly string[] = [],
): { readonly where: string; readonly values: readonly (string | number)[] } {
  const quarter = (time: number | undefined, round: (quarters: number) => number) =>
    time === undefined ? undefined : round(time / QUARTER_MS);
  const parts: [string, string | number | undefined][] = [
    ['quarter >= ?', quarter(since, Math.floor)],
    ['quarter < ?', quarter(until, Math.ceil)],
    ['file IN (SELECT id FROM file WHERE session = ?)', session],
  ];
  const given = parts.filter((part): part is [string, string | number] => part[1] !== undefined);
  const conditions = [...given.map(([sql]) => sql), ...besides];
  return {
    where: conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`,
    values: given.map(([, value]) => value),
  };
}
