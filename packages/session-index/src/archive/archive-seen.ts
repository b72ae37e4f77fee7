import type Database from 'libsql';
import { statement } from '../store/statements.ts';
import { asBytes, decodeText } from '../store/stored-text.ts';

/** Tells which state of the backup a store has taken in. */
export const ARCHIVE_SEEN_SCHEMA = 'CREATE TABLE archive_seen (stamp TEXT NOT NULL) STRICT;';

/** Gives the state of the backup that a store has taken in; undefined for a new store. */
export function seenStamp(db: Database.Database): string | undefined {
  const row = statement(db, `SELECT ${asBytes('stamp')} FROM archive_seen`).get();
  return row === undefined ? undefined : decodeText((row as [Uint8Array])[0]);
}

/** Remembers the state of the backup that a store has taken in. Use it inside a transaction. */
export function keepSeen(db: Database.Database, stamp: string): void {
  statement(db, 'DELETE FROM archive_seen').run();
  statement(db, 'INSERT INTO archive_seen VALUES (?)').run(stamp);
}

/** Has to be called in every transaction after which the backup has to be brought up to date. */
export function dropSeen(db: Database.Database): void {
  statement(db, "UPDATE archive_seen SET stamp = ''").run();
}
