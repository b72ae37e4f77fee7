import type { StoredCall } from '@cco/session-index/store';
import type { RowList } from '../print-rows.ts';

/** A question about calls. */
export interface Query {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  /** Makes a list of calls in the order they were made. */
  readonly list: (
    calls: readonly StoredCall[],
    time: (ms: number | undefined) => string,
  ) => RowList;
}

/** Gives a text of an input. */
export function field(input: unknown, ...names: readonly string[]): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const name of names) {
    const value = (input as Record<string, unknown>)[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** Gives a number of an input. */
export function numberField(input: unknown, name: string): number | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const value = (input as Record<string, unknown>)[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Adds to a list under a key. */
export function grouped<Key, Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => Key | undefined,
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const own = groups.get(key);
    if (own) own.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** How many sessions calls belong to. */
export function sessionsOf(calls: readonly StoredCall[]): number {
  return new Set(calls.map(({ source }) => source.session)).size;
}

/** How many of calls ended in a way. */
export function ended(calls: readonly StoredCall[], outcome: StoredCall['outcome']): number {
  return calls.filter((call) => call.outcome === outcome).length;
}
