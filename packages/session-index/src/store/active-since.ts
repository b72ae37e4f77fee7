import type { Store } from './open-store.ts';
import { QUARTER_MS } from './rollup.ts';
import { statement } from './statements.ts';

/**
 * Gives the first moment of the last stretch of activity: all that comes before it lies more than
 * `quietMs` before it. A billing block never reaches across such a pause of its own length, so that
 * the present block can be told from the messages since then.
 *
 * @param options.now - Milliseconds since 1970; what is dated later does not count.
 * @returns Undefined when there is nothing before `now`.
 */
export function activeSince(
  { db }: Store,
  { now, quietMs }: { readonly now: number; readonly quietMs: number },
): number | undefined {
  const quarters = statement(
    db,
    `SELECT min(first_time), max(last_time) FROM rollup
     WHERE quarter >= 0 AND quarter <= ? GROUP BY quarter ORDER BY quarter DESC`,
  ).iterate(Math.floor(now / QUARTER_MS)) as Iterable<[number, number]>;
  let since: number | undefined;
  for (const [first, last] of quarters) {
    if (since !== undefined && since - last > quietMs) break;
    since = Math.min(first, since ?? first);
  }
  return since;
}
