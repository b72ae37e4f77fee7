import { MAYBE, NO, type Verdicts, YES } from './evaluate-terms.ts';
import type { IndexedSession } from './session-groups.ts';

/** Looking through so many bytes takes less time than looking through all words of a large index. */
const MOST_LOOKED_THROUGH = 16 * 1024 * 1024;
/** So does reading so much text: a word that stands in every line makes every line be parsed. */
const MOST_READ = 1024 * 1024;

/** What can be told of files besides what the index says. */
export interface FileLook {
  /** Bytes of the file at a place. */
  sizeOf(place: number): number;
  /** False: the bytes of the file rule out the term. */
  mayHold(place: number, term: number): boolean;
}

/**
 * Settles which of the newest sessions fit, when it is not known yet of all files whether they hold
 * the terms. Files that are not found yet are ruled out by their bytes or left to their texts: those
 * of sessions that are newer than the last one wanted have to be read, those of sessions that fit
 * only for a snippet.
 *
 * @param sessions - The newest, in order.
 * @param verdicts - For each term; a `YES` is certain, and what is left to texts becomes `MAYBE`.
 * @param limit - So many that fit are wanted.
 * @returns False when too few are found, or too much would have to be read; nothing has changed
 * then.
 */
export function settleNewest(
  sessions: readonly IndexedSession[],
  verdicts: Verdicts,
  limit: number,
  { sizeOf, mayHold }: FileLook,
): boolean {
  const settled: { readonly verdict: Uint8Array; readonly place: number; readonly is: number }[] =
    [];
  let fits = 0;
  let lookedThrough = 0;
  let read = 0;
  for (const { places } of sessions) {
    if (fits === limit) break;
    const isFound = verdicts.every((one) => places.some((place) => one?.[place] === YES));
    if (isFound) fits++;
    for (const place of places) {
      let isRead = false;
      for (const [term, verdict] of verdicts.entries()) {
        if (!verdict || verdict[place] === YES) continue;
        if (!isFound) lookedThrough += sizeOf(place);
        if (lookedThrough > MOST_LOOKED_THROUGH) return false;
        const is = isFound || mayHold(place, term) ? MAYBE : NO;
        if (is === MAYBE && !isFound) isRead = true;
        settled.push({ verdict, place, is });
      }
      if (isRead) read += sizeOf(place);
      if (read > MOST_READ) return false;
    }
  }
  if (fits < limit) return false;
  for (const { verdict, place, is } of settled) verdict[place] = is;
  return true;
}
