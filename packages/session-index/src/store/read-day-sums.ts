import {
  type KeptDaySums,
  keepSums,
  type PriceAttributes,
  readKeptSums,
  stateOf,
} from './kept-day-sums.ts';
import type { Store } from './open-store.ts';
import { type UsageFilter, usageConditions } from './read-usage.ts';
import { QUARTER_MS } from './rollup.ts';
import { allRows } from './statements.ts';

/** Where days and prices change. All moments are multiples of `QUARTER_MS`. */
export interface DayGrouping {
  /**
   * Offsets of the days from UTC, in milliseconds: multiples of `QUARTER_MS`, each from a moment
   * on, rising. The first holds before its moment too.
   */
  readonly offsets: readonly { readonly from: number; readonly offset: number }[];
  /** Moments that no sum reaches over, rising, besides the midnights. In milliseconds since 1970. */
  readonly edges: readonly number[];
}

/**
 * Sums of messages of a day with equal attributes, of whatever sessions; there may be several of
 * the same. Tokens.
 */
export interface DaySum {
  /** The same object for equal ones. */
  readonly attributes: PriceAttributes;
  /** Time of the first message, in milliseconds since 1970; undefined for messages without one. */
  readonly firstTime: number | undefined;
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
  /** Output of messages without a `stop_reason`: a lower bound. */
  readonly unfinalizedOutput: number;
}

const DAY_QUARTERS = 96;
/** No `Date` is further from 1970, and SQLite's division rounds towards zero. */
const FARTHEST_DAY = 100_000_000;

/** What the price depends on, as one value. */
const PRICED_BY = "json_extract(json, '$.model', '$.speed', '$.serviceTier', '$.inferenceGeo')";

/**
 * Reads usage summed up by day: the database makes some thousand rows of whatever it holds, in a
 * fraction of the time that single rows would take. Sums of all usage are kept beside the store
 * until it changes. In no particular order.
 *
 * @param groupBy - Tells where days and prices change, for the days (UTC) of all messages with a
 * time: their numbers since 1970, rising. Undefined when sums by day are not wanted after all.
 */
export function readDaySums(
  store: Store,
  groupBy: (days: readonly number[]) => DayGrouping | undefined,
  filter: UsageFilter = {},
): DaySum[] | undefined {
  const { since, until, session } = filter;
  const isAll = (since ?? until ?? session) === undefined;
  const state = isAll ? stateOf(store) : undefined;
  const kept = readKeptSums(store, state);
  const days = kept?.days ?? readUsageDays(store, filter);
  const grouped = groupBy(days);
  if (grouped === undefined) return undefined;
  const grouping = JSON.stringify(grouped);
  if (kept?.grouping === grouping) return toDaySums(kept);
  const made = { days, grouping, ...querySums(store, grouped, filter) };
  keepSums(store, state, made);
  return toDaySums(made);
}

function querySums(
  store: Store,
  { offsets, edges }: DayGrouping,
  filter: UsageFilter,
): Pick<KeptDaySums, 'rows' | 'attributes'> {
  const { where, values } = usageConditions(filter);
  const day = dayOf(`quarter + ${offsetCase(offsets)}`);
  const stretch = edges.map((edge) => `(quarter >= ${edge / QUARTER_MS})`).join(' + ') || '0';
  const rows = allRows<number[]>(
    store.db,
    'kind, first, class, hasCost, messages, input, output, write5m, write1h, read, searches, ' +
      'cost, unfinalized',
    `(WITH kinds AS MATERIALIZED
        (SELECT id, min(id) OVER (PARTITION BY ${PRICED_BY}) AS kind FROM attributes)
      SELECT ${day} AS day, ${stretch} AS stretch, kind, prompt_class AS class,
        has_cost AS hasCost, min(first_time) AS first,
        sum(messages) AS messages, sum(input) AS input, sum(output) AS output,
        sum(cache_write_5m) AS write5m, sum(cache_write_1h) AS write1h, sum(cache_read) AS read,
        sum(web_searches) AS searches, sum(cost) AS cost, sum(unfinalized_output) AS unfinalized
      FROM rollup JOIN kinds ON kinds.id = rollup.attributes${where}
      GROUP BY day, stretch, first_time IS NULL, kind, class, hasCost)`,
    ...values,
  );
  return { rows, attributes: readPriceAttributes(store) };
}

function toDaySums({ rows, attributes: pairs }: KeptDaySums): DaySum[] {
  const attributes = new Map(pairs);
  return rows.map((row) => {
    const at = (index: number) => row[index] as number;
    return {
      attributes: attributes.get(at(0)) as PriceAttributes,
      firstTime: at(1) ?? undefined,
      promptClass: at(2),
      messages: at(4),
      input: at(5),
      output: at(6),
      cacheWrite5m: at(7),
      cacheWrite1h: at(8),
      cacheRead: at(9),
      webSearches: at(10),
      cost: at(3) === 0 ? undefined : at(11),
      unfinalizedOutput: at(12),
    };
  });
}

/** Lists the days (UTC) of messages with a time by their number since 1970, rising. */
function readUsageDays({ db }: Store, filter: UsageFilter): number[] {
  const { where, values } = usageConditions(filter, ['first_time IS NOT NULL']);
  const day = dayOf('quarter');
  return allRows<[number]>(
    db,
    'day',
    `(SELECT DISTINCT ${day} AS day FROM rollup${where} ORDER BY day)`,
    ...values,
  ).map(([one]) => one);
}

/**
 * Counts the history whose transcripts are gone.
 *
 * @param filter - Which usage counts.
 * @param times - Only messages with a time from the first to the second one, both included.
 */
export function countArchived(
  { db }: Store,
  filter: UsageFilter,
  [first, last]: readonly [first: number, last: number],
): { readonly sessions: number; readonly messages: number } {
  const { where, values } = usageConditions(filter, [
    'file IN (SELECT id FROM file WHERE archived)',
    `first_time BETWEEN ${first} AND ${last}`,
  ]);
  const session = '(SELECT session FROM file WHERE file.id = rollup.file)';
  const [counts] = allRows<[number, number]>(
    db,
    'sessions, messages',
    `(SELECT count(DISTINCT ${session}) AS sessions, coalesce(sum(messages), 0) AS messages
      FROM rollup${where})`,
    ...values,
  );
  const [sessions, messages] = counts as [number, number];
  return { sessions, messages };
}

function readPriceAttributes({ db }: Store): [number, PriceAttributes][] {
  return allRows<[number, PriceAttributes]>(
    db,
    'id, json(json)',
    `attributes WHERE id IN (SELECT min(id) FROM attributes GROUP BY ${PRICED_BY})`,
  );
}

function dayOf(quarter: string): string {
  const shift = FARTHEST_DAY * DAY_QUARTERS;
  return `(${quarter} + ${shift}) / ${DAY_QUARTERS} - ${FARTHEST_DAY}`;
}

/** SQL of the offset of a row, in quarter hours. */
function offsetCase(offsets: DayGrouping['offsets']): string {
  const quarters = offsets.map(({ offset }) => offset / QUARTER_MS);
  if (quarters.length < 2) return `${quarters[0] ?? 0}`;
  const cases = offsets
    .slice(1)
    .map(({ from }, before) => `WHEN quarter < ${from / QUARTER_MS} THEN ${quarters[before]}`);
  return `CASE ${cases.join(' ')} ELSE ${quarters.at(-1)} END`;
}
