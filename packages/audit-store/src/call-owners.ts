import { callHash, type StoredCall } from '@cco/session-index/store';
import type Database from 'libsql';

/** The file in which each call is judged that stands in several: forks and subagents' reports repeat calls. */
export type CallOwners = ReadonlyMap<number, number>;

const HASHES_AT_ONCE = 20_000;

/**
 * Claims calls for files, in the order of the claims; whoever claimed a call first, in an earlier
 * run too, has it for good.
 *
 * @param claims - Hashes of calls with the number of a file.
 * @returns the file of each of these calls.
 */
export function claimCalls(
  db: Database.Database,
  claims: Iterable<readonly [hash: number, file: number]>,
): CallOwners {
  const owners = new Map<number, number>();
  for (const [hash, file] of claims) if (!owners.has(hash)) owners.set(hash, file);
  for (const [hash, file] of readOwners(db, [...owners.keys()])) owners.set(hash, file);
  // In the order of the table: rows that fall anywhere in it take several times as long.
  const sorted = [...owners].sort(([a], [b]) => a - b);
  const insert = db.prepare(
    `INSERT INTO audit_call SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
     ON CONFLICT DO NOTHING`,
  );
  for (let at = 0; at < sorted.length; at += HASHES_AT_ONCE) {
    insert.run(JSON.stringify(sorted.slice(at, at + HASHES_AT_ONCE)));
  }
  return owners;
}

/** Gives up all that files have claimed. */
export function releaseCalls(db: Database.Database, files: readonly number[]): void {
  db.prepare('DELETE FROM audit_call WHERE file IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(files),
  );
}

/** Reads which files have claimed calls. */
export function readOwners(db: Database.Database, hashes: readonly number[]): CallOwners {
  const read = db
    .prepare(
      `SELECT json_group_array(json_array(hash, file)) FROM json_each(?)
       JOIN audit_call ON hash = value`,
    )
    .raw();
  const owners = new Map<number, number>();
  for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) {
    const some = JSON.stringify(hashes.slice(at, at + HASHES_AT_ONCE));
    const [text] = read.get(some) as unknown as [string];
    for (const [hash, file] of JSON.parse(text) as [number, number][]) owners.set(hash, file);
  }
  return owners;
}

/** Those of a file's calls that are its own. */
export function ownCalls(
  owners: CallOwners,
  file: number,
  calls: readonly StoredCall[],
): StoredCall[] {
  return calls.filter((call) => owners.get(callHash(call)) === file);
}
