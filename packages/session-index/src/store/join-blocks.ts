import type Database from 'libsql';
import { type CallBlock, joinCallBlocks } from './call-block.ts';
import { keyHash } from './key-hash.ts';
import { blockOf } from './message-block.ts';
import { insertBlock, storedParts } from './message-writer.ts';
import { statement } from './statements.ts';
import { asBytes, decodeRow, parseStored } from './stored-text.ts';

/**
 * A session that is looked at while it grows leaves a block each time. So many of one file are put
 * together: else each look would take longer than the one before.
 */
const MOST_BLOCKS = 48;

/** Puts the blocks of a file into one, when there are many. */
export function joinBlocks(db: Database.Database, file: number): void {
  if (countOf(db, 'messages', file) > MOST_BLOCKS) joinMessages(db, file);
  if (countOf(db, 'calls', file) > MOST_BLOCKS) joinCalls(db, file);
}

function countOf(db: Database.Database, table: 'messages' | 'calls', file: number): number {
  const row = statement(db, `SELECT count(*) FROM ${table} WHERE file = ?`).get(file);
  return (row as unknown as [number])[0];
}

function joinMessages(db: Database.Database, file: number): void {
  const block = blockOf([...storedParts(db, file).values()]);
  statement(db, 'DELETE FROM messages WHERE file = ?').run(file);
  if (block) insertBlock(db, file, block);
  dropLonely(db, file);
}

/**
 * Messages that stood in several stretches of this file, and in no other, stand in one now. Those
 * whose hash belongs to another file are kept apart: nothing else tells that they are known.
 */
function dropLonely(db: Database.Database, file: number): void {
  const lonely = statement(
    db,
    `SELECT ${asBytes('key')} FROM contribution AS own WHERE file = ?1 AND NOT EXISTS
       (SELECT 1 FROM contribution AS other WHERE other.key = own.key AND other.file != ?1)`,
  ).all(file) as unknown as [string][];
  const owner = statement(db, 'SELECT file FROM message_key WHERE hash = ?');
  const drop = statement(db, 'DELETE FROM contribution WHERE key = ? AND file = ?');
  for (const [key] of lonely.map(decodeRow)) {
    const row = owner.get(keyHash(key)) as unknown as [number] | undefined;
    if (row?.[0] === file) drop.run(key, file);
  }
}

function joinCalls(db: Database.Database, file: number): void {
  const read = `SELECT ${asBytes('block')} FROM calls WHERE file = ? ORDER BY id`;
  const rows = statement(db, read).all(file) as [string][];
  const blocks = rows.map(decodeRow).map(([text]) => parseStored<CallBlock>(text));
  statement(db, 'DELETE FROM calls WHERE file = ?').run(file);
  statement(db, 'INSERT INTO calls (file, block) VALUES (?,?)').run(
    file,
    JSON.stringify(joinCallBlocks(blocks)),
  );
}
