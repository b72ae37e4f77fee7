import type Database from 'libsql';
import { keyHash } from './key-hash.ts';
import { partFrom, partText } from './message-block.ts';
import { compareParts, type MessagePart, mergeParts } from './message-part.ts';
import { statement } from './statements.ts';
import { asBytes, decodeRow } from './stored-text.ts';

/** Gives what each file says of a message, as far as it is kept apart. */
export function contributionsOf(db: Database.Database, key: string): Map<number, MessagePart> {
  const rows = statement(db, `SELECT file, ${asBytes('part')} FROM contribution WHERE key = ?`).all(
    key,
  );
  return new Map(
    (rows as [number, string][]).map(decodeRow).map(([file, part]) => [file, partFrom(part)]),
  );
}

/** Keeps what a file says of a message. */
export function putContribution(db: Database.Database, file: number, part: MessagePart): void {
  statement(db, 'INSERT OR REPLACE INTO contribution VALUES (?,?,?)').run(
    part.key,
    file,
    partText(part),
  );
}

/** Forgets what a file says; of keys that it had first, another file that has them is told. */
export function dropContributions(db: Database.Database, file: number): void {
  const heirs = statement(
    db,
    `SELECT ${asBytes('own.key')}, min(other.file) FROM contribution AS own
     JOIN contribution AS other ON other.key = own.key AND other.file != own.file
     WHERE own.file = ? GROUP BY own.key`,
  ).all(file) as unknown as [string, number][];
  const give = statement(db, 'INSERT OR IGNORE INTO message_key VALUES (?,?)');
  for (const [key, heir] of heirs.map(decodeRow)) give.run(keyHash(key), heir);
  statement(db, 'DELETE FROM contribution WHERE file = ?').run(file);
}

/** Lists the files that share messages with a file, itself included. */
export function sharersOf(db: Database.Database, file: number): number[] {
  const rows = statement(
    db,
    `SELECT DISTINCT other.file FROM contribution AS own JOIN contribution AS other USING (key)
     WHERE own.file = ?`,
  ).all(file);
  return (rows as unknown as [number][]).map(([sharer]) => sharer);
}

/**
 * Gives the messages that a file owns, each merged over all files.
 *
 * @param parts - What the file says.
 */
export function* messagesOf(
  db: Database.Database,
  file: number,
  parts: Iterable<MessagePart>,
): Generator<MessagePart> {
  const shared = sharedWith(db, file);
  for (const part of parts) if (!shared.has(part.key)) yield part;
  for (const { owner, message } of shared.values()) if (owner === file) yield message;
}

/** A message that is kept apart, merged over all files. */
export interface SharedMessage {
  /** The file that owns it. */
  readonly owner: number;
  readonly message: MessagePart;
}

/** Gives the messages that are kept apart, by key: those that a file contributes to, or all. */
export function sharedWith(db: Database.Database, file?: number): Map<string, SharedMessage> {
  const condition =
    file === undefined ? '' : 'WHERE key IN (SELECT key FROM contribution WHERE file = ?)';
  const rows = statement(
    db,
    `SELECT ${asBytes('key')}, contribution.file, ${asBytes('part')} FROM contribution
     JOIN file ON file.id = contribution.file ${condition} ORDER BY key, path`,
  ).all(...(file === undefined ? [] : [file])) as [string, number, string][];
  const shared = new Map<string, SharedMessage>();
  for (const [key, holder, text] of rows.map(decodeRow)) {
    const part = partFrom(text);
    const known = shared.get(key);
    // Of several files, the one whose part speaks owns the message; on a tie the first path.
    if (known === undefined) shared.set(key, { owner: holder, message: part });
    else if (compareParts(part, known.message) < 0) {
      shared.set(key, { owner: holder, message: mergeParts(part, known.message) });
    } else shared.set(key, { ...known, message: mergeParts(known.message, part) });
  }
  return shared;
}
