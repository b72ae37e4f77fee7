import { PRICE_TABLE, type PriceTable } from '@cco/cost';
import {
  PROMPT_LIMITS,
  readMessages,
  readUsage,
  type Store,
  type StoredMessage,
  type UsageRow as StoredRow,
  type UsageFilter,
} from '@cco/session-index/store';
import type { UsageRow } from '@cco/usage-reports';
import { findPlaces, type Place } from './places.ts';
import { priceEdges } from './price-edges.ts';
import { createPricer, type PriceOptions } from './pricer.ts';
import { createSubagentNames } from './subagent-names.ts';
import { isTimed, toUsageRow } from './usage-row.ts';

/** Which usage is wanted, and how it is priced. */
export interface UsageQuery extends UsageFilter, PriceOptions {
  /**
   * Looks up the type of every subagent, in a small file beside its transcript when its messages
   * do not name it. Only reports by subagent need it. @default false
   */
  readonly subagentTypes?: boolean | undefined;
  /**
   * Looks up where sessions worked: the facts of every session have to be read for that. Without, all
   * three texts of the place in a row are empty or missing. @default true
   */
  readonly places?: boolean | undefined;
}

/** Usage out of the store, priced, and what must be told of it. */
export interface UsageRows {
  readonly rows: readonly UsageRow[];
  /** API messages without a usable time: no row contains them. */
  readonly untimedMessages: number;
  /** Models with fast requests that were priced as standard ones: no fast price is known. */
  readonly withoutFastPrice: readonly string[];
  /** History whose transcripts are gone. */
  readonly archived: { readonly sessions: number; readonly messages: number };
}

const NO_PLACE: Place = { project: '', projectPath: '', repository: undefined };

/**
 * Reads and prices usage: a row for each quarter hour of a session and model, exactly as if each
 * message had been priced by itself. `since` and `until` are cut at quarter hours.
 *
 * Own prices whose limits of the prompt's size are none of the store's `PROMPT_LIMITS` need every
 * single message, and take accordingly longer.
 *
 * @example
 * const { rows } = readUsageRows(store, { since: Date.parse('2026-11-01T00:00:00Z') });
 * dailyReport(rows, { zone: 'Europe/Berlin' }).totals.totalCost; // 12.0871
 */
export function readUsageRows(store: Store, query: UsageQuery = {}): UsageRows {
  return canUseSums(query.prices)
    ? toRows(store, readUsage(store, query), smallestPrompt, query)
    : readMessageRows(store, query);
}

/**
 * Reads and prices usage message by message. The store has to look through all its messages for
 * that: for long histories `readUsageRows` is many times faster.
 */
export function readMessageRows(store: Store, query: UsageQuery = {}): UsageRows {
  return toRows(store, readMessages(store, query).map(asSum), promptOfOne, query);
}

/** Sums of the store hold only messages of one price when all limits are known to it. */
export function canUseSums(prices: PriceTable = PRICE_TABLE): boolean {
  const known: readonly number[] = PROMPT_LIMITS;
  return priceEdges(prices).limits.every((limit) => known.includes(limit));
}

/** The smallest prompt of a class stands for all of it. */
export function smallestPrompt({ promptClass }: Pick<StoredRow, 'promptClass'>): number {
  return (PROMPT_LIMITS[promptClass - 1] ?? 0) + 1;
}

function promptOfOne({ input, cacheWrite5m, cacheWrite1h, cacheRead }: StoredRow): number {
  return input + cacheWrite5m + cacheWrite1h + cacheRead;
}

/** A message as a sum of one; its prompt is known exactly, so its class does not matter. */
function asSum(message: StoredMessage): StoredRow {
  const { time, output, isFinal } = message;
  return {
    source: message.source,
    attributes: message.attributes,
    time,
    promptClass: 0,
    messages: 1,
    input: message.input,
    output,
    cacheWrite5m: message.cacheWrite5m,
    cacheWrite1h: message.cacheWrite1h,
    cacheRead: message.cacheRead,
    webSearches: message.webSearches,
    cost: message.cost,
    unfinalized: isFinal ? 0 : 1,
    unfinalizedOutput: isFinal ? 0 : output,
    firstTime: time,
    lastTime: time,
  };
}

function toRows(
  store: Store,
  stored: readonly StoredRow[],
  promptOf: (row: StoredRow) => number,
  query: UsageQuery,
): UsageRows {
  const placeOf = query.places === false ? () => NO_PLACE : findPlaces(store);
  const pricer = createPricer(query);
  const names = createSubagentNames(query.subagentTypes ?? false);
  const archivedSessions = new Set<string>();
  let archivedMessages = 0;
  let untimedMessages = 0;
  const rows: UsageRow[] = [];
  for (const one of stored) {
    const { source, attributes, firstTime: time, messages } = one;
    if (!isTimed(time)) {
      untimedMessages += messages;
      continue;
    }
    if (source.isArchived) {
      archivedSessions.add(source.session);
      archivedMessages += messages;
    }
    const { project, projectPath, repository } = placeOf(source, attributes.cwd);
    const origin = {
      lastTime: one.lastTime,
      sessionId: source.session,
      project,
      projectPath,
      repository,
      agent: names.agentOf(source, attributes),
      skill: attributes.skill ?? undefined,
      mcpServer: attributes.mcpServer ?? undefined,
    };
    rows.push(toUsageRow(one, origin, { pricer, time, promptTokens: promptOf(one) }));
  }
  return {
    rows,
    untimedMessages,
    withoutFastPrice: [...pricer.withoutFastPrice].sort(),
    archived: { sessions: archivedSessions.size, messages: archivedMessages },
  };
}
