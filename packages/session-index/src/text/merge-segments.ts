import type Database from 'libsql';
import { inTransaction } from '../store/in-transaction.ts';
import { statement } from '../store/statements.ts';
import { forEachWord } from './each-word.ts';
import { encodeSegment } from './encode-segment.ts';
import { doubled } from './pair-collector.ts';
import type { Segment } from './segment.ts';
import type { StoredSegment } from './segment-reader.ts';
import {
  deleteSegments,
  insertSegment,
  listSegments,
  openSegment,
  type SegmentRow,
} from './segment-rows.ts';
import { createWordTable, hashOf } from './word-table.ts';

/** A merge holds its pairs in memory, about 12 bytes each. */
const MOST_PAIRS = 12_000_000;

/**
 * Merges small segments into larger ones when there are many, so that a search has few to look
 * through. A segment is merged with smaller ones that are together at least half of its size:
 * each pair is written again only a few times, however the index grows.
 *
 * @param most - So many segments of a kind are left as they are.
 */
export function mergeSegments(db: Database.Database, most: number): void {
  for (const kind of new Set(listSegments(db).map((segment) => segment.kind))) {
    while (inTransaction(db, () => mergeOnce(db, kind, most)));
  }
}

/** Writes all segments again without the words of files that are gone. Use it in a transaction. */
export function rewriteSegments(db: Database.Database): void {
  const files = fileIds(db);
  for (const { id, kind } of listSegments(db)) {
    const segment = openSegment(db, id);
    if (segment === undefined) continue;
    const left = mergeStored([segment], (file) => files.has(file));
    deleteSegments(db, [id]);
    if (left.pairs > 0) insertSegment(db, kind, left);
  }
}

/** Chooses what to merge, the smallest first. */
export function chooseSegments(segments: readonly SegmentRow[]): SegmentRow[] {
  const chosen: SegmentRow[] = [];
  let pairs = 0;
  for (const segment of segments.toSorted((a, b) => a.pairs - b.pairs)) {
    const isDue = chosen.length < 2 || pairs * 2 >= segment.pairs;
    if (!isDue || (chosen.length > 0 && pairs + segment.pairs > MOST_PAIRS)) break;
    chosen.push(segment);
    pairs += segment.pairs;
  }
  return chosen;
}

/** Puts one segment in the place of several; false when there is nothing to do. */
function mergeOnce(db: Database.Database, kind: number, most: number): boolean {
  const segments = listSegments(db).filter((segment) => segment.kind === kind);
  const chosen = segments.length > most ? chooseSegments(segments) : [];
  if (chosen.length < 2) return false;
  const ids = chosen.map(({ id }) => id);
  const files = fileIds(db);
  const merged = mergeStored(
    ids.flatMap((id) => openSegment(db, id) ?? []),
    (file) => files.has(file),
  );
  deleteSegments(db, ids);
  if (merged.pairs > 0) insertSegment(db, kind, merged);
  return true;
}

function fileIds(db: Database.Database): Set<number> {
  const rows = statement(db, 'SELECT id FROM file').all() as [number][];
  return new Set(rows.map(([id]) => id));
}

/** Makes one segment of several. Documents of files that are not wanted any more are left out. */
export function mergeStored(
  segments: readonly StoredSegment[],
  isWanted: (file: number) => boolean,
): Segment {
  const numbers = new Map<number, number>();
  for (const { documents } of segments) {
    for (const file of documents) {
      if (isWanted(file) && !numbers.has(file)) numbers.set(file, numbers.size);
    }
  }
  const words = createWordTable();
  let wordOf = new Uint32Array(1 << 16);
  let documentOf = new Uint32Array(1 << 16);
  let count = 0;
  for (const segment of segments) {
    forEachWord(segment, (bytes, start, end, documents) => {
      let word = -1;
      for (const document of documents) {
        const number = numbers.get(segment.documents[document] as number);
        if (number === undefined) continue;
        if (word === -1) word = words.add(bytes, start, end, hashOf(bytes, start, end));
        if (count === wordOf.length) {
          wordOf = doubled(wordOf);
          documentOf = doubled(documentOf);
        }
        wordOf[count] = word;
        documentOf[count++] = number;
      }
    });
  }
  const documents = Uint32Array.from(numbers.keys());
  return encodeSegment({ documents, words, wordOf, documentOf, count });
}
