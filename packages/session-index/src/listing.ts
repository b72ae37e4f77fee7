import type Database from 'libsql';
import { isBusy, isWriteFailure } from './store/database-errors.ts';
import { inTransaction } from './store/in-transaction.ts';
import { statement } from './store/statements.ts';

/** All files as they were found, which a database has taken in when nothing else changed it. */
export interface Listing {
  /** As a walk gives it. */
  readonly digest: string;
  /** The {@link dataVersion} from before anything was compared. */
  readonly version: number;
}

/** Stands for all files as they were when nothing was left to read; gone while there is. */
export const LISTING_SCHEMA = 'CREATE TABLE listing (digest TEXT NOT NULL) STRICT;';

/** Changes when another connection changes the database. */
export function dataVersion(db: Database.Database): number {
  return (statement(db, 'PRAGMA data_version').get() as unknown as [number])[0];
}

/** Tells whether a listing of all files is the one of which everything was read. */
export function isListed(db: Database.Database, digest: string): boolean {
  return statement(db, 'SELECT 1 FROM listing WHERE digest = ?').get(digest) !== undefined;
}

/**
 * Remembers a listing of which everything was read, unless another process has changed something
 * since that may not have been compared. Use it inside a transaction.
 */
export function putListing(db: Database.Database, { digest, version }: Listing): void {
  if (dataVersion(db) !== version) return;
  dropListing(db);
  statement(db, 'INSERT INTO listing VALUES (?)').run(digest);
}

/** Has to be called in every transaction that changes files. */
export function dropListing(db: Database.Database): void {
  statement(db, 'DELETE FROM listing').run();
}

/** Remembers a listing in a transaction of its own. Who is writing is not waited for: it is no loss. */
export function keepListing(db: Database.Database, listing: Listing): void {
  const [timeout] = statement(db, 'PRAGMA busy_timeout').get() as unknown as [number];
  try {
    db.exec('PRAGMA busy_timeout = 0');
    inTransaction(db, () => putListing(db, listing));
  } catch (error) {
    if (!isBusy(error) && !isWriteFailure(error)) throw error;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${timeout}`);
  }
}
