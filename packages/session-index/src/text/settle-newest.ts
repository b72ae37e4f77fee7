import { MAYBE, type Verdicts, YES } from './evaluate-terms.ts';
import type { IndexedSession } from './session-groups.ts';

/** Reading so much text takes about as long as looking through all words of a large index. */
const MOST_BYTES = 1024 * 1024;

/**
 * Settles which of the newest sessions fit, when it is not known yet of all files whether they hold
 * the terms. Files that are not found yet are left to their texts: those of sessions that are newer
 * than the last one wanted have to be read, those of sessions that fit only for a snippet.
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
  const asked: number[] = [];
  let fits = 0;
  let bytes = 0;
  for (const { places } of sessions) {
    if (fits === limit) break;
    asked.push(...places);
    if (verdicts.every((one) => places.some((place) => one?.[place] === YES))) {
      fits++;
      continue;
    }
    bytes += places.reduce((sum, place) => sum + sizeOf(place), 0);
    if (bytes > MOST_BYTES) return false;
  }
  if (fits < limit) return false;
  for (const one of verdicts) {
    for (const place of asked) if (one && one[place] !== YES) one[place] = MAYBE;
  }
  return true;
}
