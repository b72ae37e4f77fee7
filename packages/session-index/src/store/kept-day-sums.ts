import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '@cco/claude-paths';
import { isObject } from '@cco/jsonl-parse';
import { STORE_KIND, type Store } from './open-store.ts';

/** What was summed up of all usage, in one way. */
export interface KeptDaySums {
  /** The days (UTC) of messages with a time, by their number since 1970, rising. */
  readonly days: readonly number[];
  /** The way, as JSON. */
  readonly grouping: string;
  /** Rows as the database gave them. */
  readonly rows: readonly (readonly number[])[];
  /** What prices depend on, by id. */
  readonly attributes: readonly (readonly [id: number, attributes: object])[];
}

/** Grows with every change of what is kept. */
const VERSION = 1;

/** Gives the file that sums are kept in. */
function keptFile({ options }: Store): string {
  return path.join(options.dataFolder, 'days.json');
}

/**
 * Reads the sums of an earlier run, as long as nobody has changed the store since: no row of usage
 * has to be read for them.
 *
 * @param state - As {@link stateOf} tells it.
 */
export function readKeptSums(store: Store, state: string | undefined): KeptDaySums | undefined {
  if (state === undefined) return undefined;
  try {
    const kept: unknown = JSON.parse(fs.readFileSync(keptFile(store), 'utf8'));
    const isCurrent = isObject(kept) && kept['version'] === VERSION && kept['state'] === state;
    return isCurrent ? asSums(kept['sums']) : undefined;
  } catch {
    return undefined;
  }
}

function asSums(sums: unknown): KeptDaySums | undefined {
  if (!isObject(sums) || typeof sums['grouping'] !== 'string') return undefined;
  const isWhole = ['days', 'rows', 'attributes'].every((name) => Array.isArray(sums[name]));
  return isWhole ? (sums as unknown as KeptDaySums) : undefined;
}

/** Keeps sums, unless somebody has changed the store while they were made. */
export function keepSums(store: Store, state: string | undefined, sums: KeptDaySums): void {
  if (state === undefined || stateOf(store) !== state) return;
  try {
    writeFileAtomic(keptFile(store), JSON.stringify({ version: VERSION, state, sums }));
  } catch {
    // The next run makes them again.
  }
}

/**
 * Tells one state of the store's file from another by the counter in its header, which every
 * transaction that writes raises (SQLite's file format, section 1.3.7). Undefined when the store is
 * not in a file.
 */
export function stateOf({ isKept, options }: Store): string | undefined {
  if (!isKept) return undefined;
  try {
    const descriptor = fs.openSync(path.join(options.dataFolder, STORE_KIND.fileName), 'r');
    try {
      const counter = Buffer.alloc(4);
      fs.readSync(descriptor, counter, 0, 4, 24);
      const { ino, size } = fs.fstatSync(descriptor);
      return `${ino} ${size} ${counter.toString('hex')}`;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
