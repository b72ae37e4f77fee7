import { sharedWith } from './contributions.ts';
import { partsIn } from './message-block.ts';
import type { MessageAttributes, MessagePart } from './message-part.ts';
import type { Store } from './open-store.ts';
import { readSources, type UsageFilter, type UsageSource } from './read-usage.ts';
import { cacheWrite5mOf } from './rollup.ts';
import { statement } from './statements.ts';
import { asBytes, decodeText } from './stored-text.ts';

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
  const { since, until, session } = filter;
  const sources = readSources(store);
  const shared = sharedWith(store.db);
  const attributesOf = createAttributesReader();
  const found: StoredMessage[] = [];

  const add = (file: number, part: MessagePart): void => {
    const { time } = part;
    const source = sources.get(file) as UsageSource;
    if (session !== undefined && source.session !== session) return;
    if (since !== undefined && (time === null || time < since)) return;
    if (until !== undefined && (time === null || time >= until)) return;
    found.push(toMessage(part, source, attributesOf(part.attributes)));
  };

  for (const [file, bytes] of blocksBetween(store, filter)) {
    for (const part of partsIn(decodeText(bytes))) if (!shared.has(part.key)) add(file, part);
  }
  for (const { owner, message } of shared.values()) add(owner, message);
  return found.sort(byTime);
}

/** Blocks that can hold messages of the filter, one after the other. */
function blocksBetween(
  { db }: Store,
  { since, until, session }: UsageFilter,
): Iterable<[number, Uint8Array]> {
  const conditions: [string, string | number | undefined][] = [
    ['last_time >= ?', since],
    ['first_time < ?', until],
    ['file IN (SELECT id FROM file WHERE session = ?)', session],
  ];
  const given = conditions.filter((one): one is [string, string | number] => one[1] !== undefined);
  const where = given.length === 0 ? '' : `WHERE ${given.map(([sql]) => sql).join(' AND ')}`;
  return statement(db, `SELECT file, ${asBytes('block')} FROM messages ${where}`).iterate(
    ...given.map(([, value]) => value),
  ) as Iterable<[number, Uint8Array]>;
}

function createAttributesReader(): (json: string) => MessageAttributes {
  const read = new Map<string, MessageAttributes>();
  return (json) => {
    let attributes = read.get(json);
    if (attributes === undefined) {
      attributes = JSON.parse(json) as MessageAttributes;
      read.set(json, attributes);
    }
    return attributes;
  };
}

function toMessage(
  part: MessagePart,
  source: UsageSource,
  attributes: MessageAttributes,
): StoredMessage {
  return {
    key: part.key,
    source,
    attributes,
    time: part.time ?? undefined,
    input: part.input,
    output: part.output,
    cacheWrite5m: cacheWrite5mOf(part),
    cacheWrite1h: part.cacheWrite1h,
    cacheRead: part.cacheRead,
    webSearches: part.webSearches,
    cost: part.cost ?? undefined,
    isFinal: part.final === 1,
  };
}

function byTime(a: StoredMessage, b: StoredMessage): number {
  const order = (a.time ?? Number.NEGATIVE_INFINITY) - (b.time ?? Number.NEGATIVE_INFINITY);
  return order || (a.key < b.key ? -1 : 1);
}
