import type Database from 'libsql';

/** Runs changes wholly or not at all; waits for other processes that write. */
export function inTransaction<T>(db: Database.Database, change: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = change();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // Some errors, such as a full disk, have already rolled it back.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
