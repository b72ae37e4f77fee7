import type Database from 'libsql';
import {
  contributionsOf,
  dropContributions,
  messagesOf,
  putContribution,
  sharersOf,
} from './contributions.ts';
import { keyHash } from './key-hash.ts';
import { type MessageBlock, partsIn } from './message-block.ts';
import { type MessagePart, mergeParts } from './message-part.ts';
import { type RollupRow, rollupOf } from './rollup.ts';
import { addRollup, type FileRollup, replaceRollup } from './rollup-rows.ts';
import { insertRows, statement } from './statements.ts';
import { asBytes, decodeRow } from './stored-text.ts';

/** Changes messages by what files say of them. Use it inside one transaction, and end with `flush`. */
export interface MessageWriter {
  /** Takes back all that a file contributed. */
  withdraw(file: number): void;
  /** Takes what a stretch of a file says; what the file said before is in front of it. */
  add(file: number, block: MessageBlock): void;
  /** Looks anew at who owns the messages that a file shares, after it was moved. */
  touch(file: number): void;
  /**
   * Writes what was added, and the sums.
   *
   * @returns What was added to the sums of the store; undefined when others of them changed.
   */
  flush(): RollupRow[] | undefined;
}

/**
 * Makes a writer. Most messages stand in one stretch of one file: their block and its sums are
 * stored as they come. Those whose key is known already become contributions, and the sums of the
 * files that share them are made anew.
 */
export function createMessageWriter(db: Database.Database): MessageWriter {
  /** Files whose sums do not hold any more. */
  const touched = new Set<number>();
  let added: RollupRow[] | undefined = [];
  let waiting: { readonly file: number; readonly block: MessageBlock }[] = [];

  /** Parts of files that share messages: a fork shares thousands with one file. */
  const partsOfFiles = new Map<number, Map<string, MessagePart>>();

  const partsOf = (file: number): Map<string, MessagePart> => {
    let parts = partsOfFiles.get(file);
    if (parts === undefined) {
      parts = storedParts(db, file);
      partsOfFiles.set(file, parts);
    }
    return parts;
  };

  /** Stores the blocks that wait. They go together, because asking for keys one by one is slow. */
  const store = (): void => {
    const owners = ownersOf(
      db,
      waiting.map(({ block }) => block.hashes),
    );
    const sums: FileRollup[] = [];
    const newKeys: [hash: number, file: number][] = [];
    for (const { file, block } of waiting) {
      const known: number[] = [];
      block.hashes.forEach((hash, index) => {
        if (owners.has(hash)) known.push(index);
        else {
          owners.set(hash, file);
          newKeys.push([hash, file]);
        }
      });
      if (known.length === 0 && !touched.has(file)) sums.push({ file, rows: block.rollup });
      else touched.add(file);
      if (known.length > 0) share(file, block, known, owners);
      else partsOfFiles.delete(file);
      insertBlock(db, file, block);
    }
    insertKeys(db, newKeys);
    addRollup(db, sums);
    for (const { rows } of sums) added?.push(...rows);
    waiting = [];
  };

  /** Turns parts of a block whose keys are known into contributions. */
  const share = (
    file: number,
    block: MessageBlock,
    indexes: readonly number[],
    owners: ReadonlyMap<number, number>,
  ): void => {
    const parts = partsIn(block.text);
    const before = partsOf(file);
    for (const index of indexes) {
      const part = parts[index] as MessagePart;
      const sharers = contributionsOf(db, part.key);
      if (sharers.size === 0) {
        const owner = owners.get(block.hashes[index] as number) as number;
        const first = partsOf(owner).get(part.key);
        // Without one, another key has this hash: the contribution says that this one exists too.
        if (first) {
          sharers.set(owner, first);
          putContribution(db, owner, first);
        }
      }
      const own = sharers.get(file);
      putContribution(db, file, own ? mergeParts(own, part) : part);
      touched.add(file);
      for (const sharer of sharers.keys()) touched.add(sharer);
    }
    for (const part of parts) addPart(before, part);
  };

  return {
    withdraw(file) {
      store();
      for (const sharer of sharersOf(db, file)) touched.add(sharer);
      touched.add(file);
      dropKeys(db, file, partsOf(file).keys());
      partsOfFiles.delete(file);
      for (const table of ['messages', 'rollup']) {
        statement(db, `DELETE FROM ${table} WHERE file = ?`).run(file);
      }
      dropContributions(db, file);
    },
    add(file, block) {
      waiting.push({ file, block });
    },
    touch(file) {
      for (const sharer of sharersOf(db, file)) touched.add(sharer);
    },
    flush() {
      store();
      if (touched.size > 0) added = undefined;
      const sums = Array.from(touched, (file) => ({
        file,
        rows: rollupOf(messagesOf(db, file, partsOf(file).values())),
      }));
      replaceRollup(db, sums);
      touched.clear();
      partsOfFiles.clear();
      const all = added;
      added = [];
      return all;
    },
  };
}

/** Tells which of the keys with these hashes are known, and whose they are. */
function ownersOf(
  db: Database.Database,
  hashes: readonly (readonly number[])[],
): Map<number, number> {
  const select = statement(
    db,
    `WITH wanted AS MATERIALIZED (SELECT value FROM json_each(?))
     SELECT hash, file FROM wanted CROSS JOIN message_key ON hash = wanted.value`,
  );
  return new Map(select.all(JSON.stringify(hashes.flat())) as unknown as [number, number][]);
}

/** Merges what all stretches of a file say of each message. */
export function storedParts(db: Database.Database, file: number): Map<string, MessagePart> {
  const parts = new Map<string, MessagePart>();
  const read = `SELECT ${asBytes('block')} FROM messages WHERE file = ? ORDER BY id`;
  for (const [text] of (statement(db, read).all(file) as [string][]).map(decodeRow)) {
    for (const part of partsIn(text)) addPart(parts, part);
  }
  return parts;
}

function addPart(parts: Map<string, MessagePart>, part: MessagePart): void {
  const before = parts.get(part.key);
  parts.set(part.key, before ? mergeParts(before, part) : part);
}

/** In their order, so that those that lie together are written together. */
function insertKeys(db: Database.Database, keys: [hash: number, file: number][]): void {
  const inOrder = keys.sort(([a], [b]) => a - b);
  insertRows(db, 'message_key', 2, inOrder);
}

/** By their hashes: to look for the file among all keys would take as long for each of many files. */
function dropKeys(db: Database.Database, file: number, keys: Iterable<string>): void {
  const hashes = Array.from(keys, keyHash);
  statement(
    db,
    'DELETE FROM message_key WHERE file = ? AND hash IN (SELECT value FROM json_each(?))',
  ).run(file, JSON.stringify(hashes));
}

/** Stores a block of a file. */
export function insertBlock(db: Database.Database, file: number, block: MessageBlock): void {
  statement(db, 'INSERT INTO messages (file, first_time, last_time, block) VALUES (?,?,?,?)').run(
    file,
    block.firstTime,
    block.lastTime,
    block.text,
  );
}
