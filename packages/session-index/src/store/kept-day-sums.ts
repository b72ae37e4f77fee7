import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '@cco/claude-paths';
import { isObject } from '@cco/jsonl-parse';
import type { MessageAttributes } from './message-part.ts';
import { STORE_KIND, type Store } from './open-store.ts';
import { QUARTER_MS, type RollupRow, SUMS } from './rollup.ts';

/** What the price of a message depends on. */
export type PriceAttributes = Pick<
  MessageAttributes,
  'model' | 'speed' | 'serviceTier' | 'inferenceGeo'
>;

/** What was summed up of all usage, in one way. */
export interface KeptDaySums {
  /** The days (UTC) of messages with a time, by their number since 1970, rising. */
  readonly days: readonly number[];
  /** The way, as JSON. */
  readonly grouping: string;
  /** Rows as the database gave them, and behind them what was added since. */
  readonly rows: readonly (readonly (number | null)[])[];
  /** What prices depend on, by id. */
  readonly attributes: readonly (readonly [id: number, attributes: PriceAttributes])[];
}

/** Grows with every change of what is kept. */
const VERSION = 2;
/** Rows that are added before all are summed up once more. */
const MOST_ADDED = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Tells one state of the store's file from another. */
export interface StoreState {
  readonly ino: number;
  /** Grows by one with every transaction that writes (SQLite's file format, section 1.3.7). */
  readonly changes: number;
}

/** Gives the file that sums are kept in. */
function keptFile({ folder, options }: Store): string {
  return path.join(folder ?? options.dataFolder, 'days.json');
}

/** Sums as they lie in the file. */
interface KeptFile {
  readonly sums: KeptDaySums;
  /** How many of the rows were added. */
  readonly added: number;
}

/**
 * Reads the sums of an earlier run, as long as nobody has changed the store since: no row of usage
 * has to be read for them.
 *
 * @param state - As {@link stateOf} tells it.
 */
export function readKeptSums(store: Store, state: StoreState | undefined): KeptDaySums | undefined {
  return readKept(store, state)?.sums;
}

function readKept(store: Store, state: StoreState | undefined): KeptFile | undefined {
  if (state === undefined) return undefined;
  try {
    const kept: unknown = JSON.parse(fs.readFileSync(keptFile(store), 'utf8'));
    if (!isObject(kept) || kept['version'] !== VERSION) return undefined;
    const { ino, changes, added } = kept;
    if (ino !== state.ino || changes !== state.changes || typeof added !== 'number') {
      return undefined;
    }
    const sums = asSums(kept['sums']);
    return sums && { sums, added };
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
export function keepSums(store: Store, state: StoreState | undefined, sums: KeptDaySums): void {
  const now = stateOf(store);
  if (state === undefined || now?.ino !== state.ino || now.changes !== state.changes) return;
  write(store, state, { sums, added: 0 });
}

/**
 * Adds to the sums what one transaction has added to the store, so that they need not be made anew.
 * If anybody else has changed the store meanwhile, or something in a way that is new, they will be.
 *
 * @param before - The state before the transaction.
 */
export function keepAdded(
  store: Store,
  before: StoreState | undefined,
  rows: readonly RollupRow[],
): void {
  const kept = readKept(store, before);
  if (before === undefined || kept === undefined) return;
  const after = stateOf(store);
  if (after?.ino !== before.ino || after.changes !== before.changes + 1) return;
  if (kept.added + rows.length > MOST_ADDED) return;
  const more = rows.map((row) => toKeptRow(row, kept.sums));
  if (more.includes(undefined)) return;
  const days = new Set(kept.sums.days);
  for (const { quarter, firstTime } of rows) {
    if (firstTime !== null) days.add(Math.floor((quarter * QUARTER_MS) / DAY_MS));
  }
  const sums = {
    ...kept.sums,
    days: [...days].sort((a, b) => a - b),
    rows: [...kept.sums.rows, ...(more as (number | null)[][])],
  };
  write(store, after, { sums, added: kept.added + rows.length });
}

/** Undefined when nothing with these attributes was kept before. */
function toKeptRow(
  { attributes, firstTime, promptClass, hasCost, sums }: RollupRow,
  { attributes: known }: KeptDaySums,
): (number | null)[] | undefined {
  const { model, speed, serviceTier, inferenceGeo } = JSON.parse(attributes) as MessageAttributes;
  const kind = known.find(
    ([, one]) =>
      one.model === model &&
      one.speed === speed &&
      one.serviceTier === serviceTier &&
      one.inferenceGeo === inferenceGeo,
  );
  if (kind === undefined) return undefined;
  const kept = SUMS.flatMap((name, index) => (name === 'unfinalized' ? [] : [sums[index] ?? 0]));
  return [kind[0], firstTime, promptClass, hasCost, ...kept];
}

function write(store: Store, { ino, changes }: StoreState, { sums, added }: KeptFile): void {
  try {
    const text = JSON.stringify({ version: VERSION, ino, changes, added, sums });
    writeFileAtomic(keptFile(store), text);
  } catch {
    // The next run makes them again.
  }
}

/** Tells the state of the store's file, from its header; undefined when it is not in a file. */
export function stateOf({ isKept, folder }: Store): StoreState | undefined {
  if (!isKept || folder === undefined) return undefined;
  try {
    const descriptor = fs.openSync(path.join(folder, STORE_KIND.fileName), 'r');
    try {
      const counter = Buffer.alloc(4);
      fs.readSync(descriptor, counter, 0, 4, 24);
      return { ino: fs.fstatSync(descriptor).ino, changes: counter.readUInt32BE() };
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
