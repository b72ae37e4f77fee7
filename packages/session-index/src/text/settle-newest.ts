import { MAYBE, type Verdicts, YES } from './evaluate-terms.ts';
import type { IndexedSession } from './session-groups.ts';

/** Looking through so much text takes less time than looking through all words of the index. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Settles which of the newest sessions fit, when it is not known yet of all files whether they hold
 * the terms: sessions that are not found yet, and newer than the last one wanted, are left to their
 * texts.
 *
 * @param sessions - The newest, in order.
 * @param verdicts - For each term; a `YES` is certain, and what is left to texts becomes `MAYBE`.
 * @param limit - So many that fit are wanted.
 * @param sizeOf - Bytes of the file at a place.
 * @returns False when too few are found, or too much text would have to be read; nothing has
 * changed then.
 */
export function settleNewest(
  sessions: readonly IndexedSession[],
  verdicts: Verdicts,
  limit: number,
  sizeOf: (place: number) => number,
): boolean {
  const left: number[] = [];
  let fits = 0;
  let bytes = 0;
  for (const { places } of sessions) {
    if (fits === limit) break;
    if (verdicts.every((one) => places.some((place) => one?.[place] === YES))) {
      fits++;
      continue;
    }
    left.push(...places);
    bytes += places.reduce((sum, place) => sum + sizeOf(place), 0);
    if (bytes > MOST_BYTES) return false;
  }
  if (fits < limit) return false;
  for (const one of verdicts) {
    for (const place of left) if (one && one[place] !== YES) one[place] = MAYBE;
  }
  return true;
}
