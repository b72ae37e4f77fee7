import { callHash, type StoredCall, statement } from '@cco/session-index/store';
import type Database from 'libsql';

/** The file in which each call is judged that is in several: forks and subagents' reports repeat calls. */
export type CallOwners = ReadonlyMap<number, number>;

const HASHES_AT_ONCE = 20_000;

/** What claims came to. */
export interface Claimed {
  /** The file of each of the calls. */
  readonly owners: CallOwners;
  /** Files that had one of the calls, and lost it to a file that comes before them. */
  readonly losers: ReadonlySet<number>;
}

/**
 * Claims calls for files. A call belongs to the first of the files that hold it, whichever was read
 * first.
 *
 * @param claims - Hashes of calls with the number of a file.
 * @param order - The place of each file, see `readCallFiles`.
 */
export function claimCalls(
  db: Database.Database,
  claims: Iterable<readonly [hash: number, file: number]>,
  order: ReadonlyMap<number, number>,
): Claimed {
  const placeOf = (file: number) => order.get(file) ?? Number.POSITIVE_INFINITY;
  const owners = new Map<number, number>();
  for (const [hash, file] of claims) {
    const owner = owners.get(hash);
    if (owner === undefined || placeOf(file) < placeOf(owner)) owners.set(hash, file);
  }
  const losers = new Set<number>();
  for (const [hash, owner] of readOwners(db, [...owners.keys()])) {
    const claimant = owners.get(hash) as number;
    if (claimant === owner) continue;
    if (placeOf(claimant) < placeOf(owner)) losers.add(owner);
    else owners.set(hash, owner);
  }
  // In the order of the table: rows that fall anywhere in it take several times as long.
  const sorted = [...owners].sort(([a], [b]) => a - b);
  const insert = statement(
    db,
    `INSERT INTO audit_call SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET file = excluded.file WHERE file != excluded.file`,
  );
  for (let at = 0; at < sorted.length; at += HASHES_AT_ONCE) {
    insert.run(JSON.stringify(sorted.slice(at, at + HASHES_AT_ONCE)));
  }
  return { owners, losers };
}

/**
 * Gives up all that files have claimed.
 *
 * @returns The hashes of these calls.
 */
export function releaseCalls(db: Database.Database, files: readonly number[]): Set<number> {
  const of = 'WHERE file IN (SELECT value FROM json_each(?))';
  const rows = statement(db, `SELECT hash FROM audit_call ${of}`).all(JSON.stringify(files));
  statement(db, `DELETE FROM audit_call ${of}`).run(JSON.stringify(files));
  return new Set((rows as [number][]).map(([hash]) => hash));
}

/** Reads which files have claimed calls. */
export function readOwners(db: Database.Database, hashes: readonly number[]): CallOwners {
  const read = statement(
    db,
    `SELECT json_group_array(json_array(hash, file)) FROM json_each(?)
     JOIN audit_call ON hash = value`,
  );
  const owners = new Map<number, number>();
  for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) {
    const some = JSON.stringify(hashes.slice(at, at + HASHES_AT_ONCE));
    const [text] = read.get(some) as [string];
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
