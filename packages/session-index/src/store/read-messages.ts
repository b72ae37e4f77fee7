import type { MessageAttributes } from './message-part.ts';
import type { Store } from './open-store.ts';
import {
  conditions,
  idsIn,
  readAttributes,
  readSources,
  type UsageFilter,
  type UsageSource,
} from './read-usage.ts';
import { CACHE_WRITE_5M } from './schema.ts';

/** One API message, merged over all lines and files that repeat it. Tokens. */
export interface StoredMessage {
  /** Its identity: the message id and what else it takes. */
  readonly key: string;
  /** The file that owns it. */
  readonly source: UsageSource;
  readonly attributes: MessageAttributes;
  /** Of its earliest line, in milliseconds since 1970. */
  readonly time: number | undefined;
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  readonly webSearches: number;
  /** Recorded cost in billionths of a dollar. */
  readonly cost: number | undefined;
  /** A line has a `stop_reason`; else the output is only a lower bound. */
  readonly isFinal: boolean;
}

/** Reads single messages, by time; those without a time come first unless a time is asked for. */
export function readMessages(store: Store, filter: UsageFilter = {}): StoredMessage[] {
  const { where, values } = conditions(filter, 'time', filter.since, filter.until);
  const rows = store.db
    .prepare(
      `SELECT file, attributes, key, time, input, output, ${CACHE_WRITE_5M}, cache_write_1h,
         cache_read, web_searches, cost, final
       FROM message${where} ORDER BY time, key`,
    )
    .raw()
    .all(...values) as unknown as RawMessage[];
  const sources = readSources(store, idsIn(rows, 0));
  const attributes = readAttributes(store, idsIn(rows, 1));
  return rows.map((row) => {
    const [file, kind, key, time, input, output, write5m, write1h, read, searches, cost, final] =
      row;
    return {
      key,
      source: sources.get(file) as UsageSource,
      attributes: attributes.get(kind) as MessageAttributes,
      time: time ?? undefined,
      input,
      output,
      cacheWrite5m: write5m,
      cacheWrite1h: write1h,
      cacheRead: read,
      webSearches: searches,
      cost: cost ?? undefined,
      isFinal: final === 1,
    };
  });
}

type RawMessage = [
  number,
  number,
  string,
  number | null,
  number,
  number,
  number,
  number,
  number,
  number,
  number | null,
  number,
];
