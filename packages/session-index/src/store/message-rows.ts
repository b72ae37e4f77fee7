import type Database from 'libsql';
import { compareParts, type MessagePart, mergeParts } from './message-part.ts';
import { INSERT_ROLLUP } from './schema.ts';
import { insertRows, statement } from './statements.ts';

/** Changes messages by what files say of them. Use it inside one transaction, and end with `flush`. */
export interface MessageWriter {
  /** Makes the messages with these keys ready for change. */
  load(keys: readonly string[]): void;
  /** Takes back all that a file contributed. */
  withdraw(file: number): void;
  /** Takes what a file says of a message; what it said before is in front of it. */
  add(file: number, part: MessagePart): void;
  /** Looks anew at who owns the messages that a file shares, after it was moved. */
  touch(file: number): void;
  /** Writes messages and rollups. */
  flush(): void;
}

/** A message in memory: the part of each file that holds it. */
interface Entry {
  readonly parts: Map<number, MessagePart>;
  /** The owner as stored; undefined when nothing is stored. */
  readonly owner: number | undefined;
  isChanged: boolean;
}

type Row = [string, number, ...(number | null)[]];

const COUNTERS = [
  'rank',
  'line_time',
  'time',
  'forked',
  'attributes',
  'input',
  'output',
  'cache_write',
  'cache_write_5m',
  'cache_write_1h',
  'cache_read',
  'web_searches',
  'cost',
  'final',
];
const COLUMNS = `key, file, ${COUNTERS.join(', ')}`;
const WIDTH = COUNTERS.length + 2;

/** Makes a writer; its caches serve one transaction. */
export function createMessageWriter(db: Database.Database): MessageWriter {
  const entries = new Map<string, Entry>();
  const touched = new Set<number>();
  const attributeIds = new Map<string, number>();
  const attributeTexts = new Map<number, string>();
  const findAttributes = statement(db, 'SELECT id FROM attributes WHERE json = ?');
  const addAttributes = statement(db, 'INSERT INTO attributes (json) VALUES (?) RETURNING id');
  const getAttributes = statement(db, 'SELECT json FROM attributes WHERE id = ?');

  const idOf = (json: string): number => {
    let id = attributeIds.get(json);
    if (id === undefined) {
      const row = findAttributes.get(json) ?? addAttributes.get(json);
      id = (row as unknown as [number])[0];
      attributeIds.set(json, id);
    }
    return id;
  };
  const textOf = (id: number): string => {
    let json = attributeTexts.get(id);
    if (json === undefined) {
      json = (getAttributes.get(id) as unknown as [string])[0];
      attributeTexts.set(id, json);
    }
    return json;
  };

  const load = (keys: readonly string[]): void => {
    const unknown = JSON.stringify(keys.filter((key) => !entries.has(key)));
    const select = (table: string, more: string): Row[] =>
      statement(
        db,
        `WITH wanted AS MATERIALIZED (SELECT value FROM json_each(?))
         SELECT ${COLUMNS}${more} FROM wanted CROSS JOIN ${table} ON key = wanted.value`,
      ).all(unknown) as unknown as Row[];
    let anyShared = false;
    for (const row of select('message', ', shared')) {
      const isShared = row.at(-1) === 1;
      anyShared ||= isShared;
      const parts = new Map(isShared ? [] : [[row[1], toPart(row, textOf)] as const]);
      entries.set(row[0], { parts, owner: row[1], isChanged: false });
    }
    if (!anyShared) return;
    for (const row of select('contribution', '')) {
      entries.get(row[0])?.parts.set(row[1], toPart(row, textOf));
    }
  };

  const keysOf = (table: string, file: number): string[] =>
    (
      statement(db, `SELECT key FROM ${table} WHERE file = ?`).all(file) as unknown as [string][]
    ).map(([key]) => key);

  /** Of several files, the one whose part speaks owns the message; on a tie the first path. */
  const merge = (parts: ReadonlyMap<number, MessagePart>): [number, MessagePart] => {
    const [first, ...others] = [...parts];
    if (first === undefined) throw new Error('a message has no parts');
    if (others.length === 0) return first;
    const pathOf = statement(db, 'SELECT path FROM file WHERE id = ?');
    const path = (file: number) => (pathOf.get(file) as unknown as [string])[0];
    return others.reduce(([owner, merged], [file, part]) => {
      const order = compareParts(part, merged) || (path(file) < path(owner) ? -1 : 1);
      return order < 0 ? [file, mergeParts(part, merged)] : [owner, mergeParts(merged, part)];
    }, first);
  };

  return {
    load,
    withdraw(file) {
      load([...keysOf('message', file), ...keysOf('contribution', file)]);
      for (const entry of entries.values()) {
        if (entry.parts.delete(file)) entry.isChanged = true;
      }
    },
    add(file, part) {
      let entry = entries.get(part.key);
      if (!entry) {
        entry = { parts: new Map(), owner: undefined, isChanged: true };
        entries.set(part.key, entry);
      }
      const before = entry.parts.get(file);
      entry.parts.set(file, before ? mergeParts(before, part) : part);
      entry.isChanged = true;
    },
    touch(file) {
      const keys = keysOf('contribution', file);
      load(keys);
      for (const key of keys) {
        const entry = entries.get(key);
        if (entry) entry.isChanged = true;
      }
    },
    flush() {
      const stored: string[] = [];
      const messages: unknown[][] = [];
      const contributions: unknown[][] = [];
      for (const [key, { parts, owner, isChanged }] of entries) {
        if (!isChanged) continue;
        if (owner !== undefined) {
          stored.push(key);
          touched.add(owner);
        }
        if (parts.size === 0) continue;
        const [file, merged] = merge(parts);
        touched.add(file);
        messages.push([...toRow(file, merged, idOf), parts.size > 1 ? 1 : 0]);
        if (parts.size === 1) continue;
        for (const [holder, part] of parts) contributions.push(toRow(holder, part, idOf));
      }
      if (stored.length > 0) {
        const keys = JSON.stringify(stored);
        for (const table of ['message', 'contribution']) {
          statement(db, `DELETE FROM ${table} WHERE key IN (SELECT value FROM json_each(?))`).run(
            keys,
          );
        }
      }
      insertRows(db, `message (${COLUMNS}, shared)`, WIDTH + 1, messages);
      insertRows(db, `contribution (${COLUMNS})`, WIDTH, contributions);
      const files = JSON.stringify([...touched]);
      statement(db, 'DELETE FROM rollup WHERE file IN (SELECT value FROM json_each(?))').run(files);
      statement(db, INSERT_ROLLUP).run(files);
      entries.clear();
      touched.clear();
    },
  };
}

function toRow(file: number, part: MessagePart, idOf: (json: string) => number): unknown[] {
  return [
    part.key,
    file,
    part.rank,
    part.lineTime,
    part.time,
    part.forked,
    idOf(part.attributes),
    part.input,
    part.output,
    part.cacheWrite,
    part.cacheWrite5m,
    part.cacheWrite1h,
    part.cacheRead,
    part.webSearches,
    part.cost,
    part.final,
  ];
}

function toPart(row: Row, textOf: (id: number) => string): MessagePart {
  const number = (index: number) => Number(row[index]);
  const orNull = (index: number) => (row[index] === null ? null : number(index));
  return {
    key: row[0],
    rank: number(2),
    lineTime: orNull(3),
    time: orNull(4),
    forked: number(5),
    attributes: textOf(number(6)),
    input: number(7),
    output: number(8),
    cacheWrite: number(9),
    cacheWrite5m: number(10),
    cacheWrite1h: number(11),
    cacheRead: number(12),
    webSearches: number(13),
    cost: orNull(14),
    final: number(15),
  };
}
