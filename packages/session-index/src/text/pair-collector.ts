import { encodeSegment } from './encode-segment.ts';
import type { Segment } from './segment.ts';
import type { Words } from './word-collector.ts';
import { createWordTable, hashOf } from './word-table.ts';

/** Collects what will be one segment. */
export interface PairCollector {
  /** Pairs so far. */
  readonly count: number;
  /**
   * Adds a document.
   *
   * @returns Its number, by which {@link PairCollector.encode} asks for the file; undefined when it
   * has no words.
   */
  add(words: Words): number | undefined;
  /**
   * Makes the segment.
   *
   * @param documents - The file's id for each document.
   */
  encode(documents: Uint32Array): Segment;
}

/** Makes an empty collector. */
export function createPairCollector(): PairCollector {
  const table = createWordTable();
  let wordOf = new Uint32Array(1 << 14);
  let documentOf = new Uint32Array(1 << 14);
  let count = 0;
  let documents = 0;
  return {
    get count() {
      return count;
    },
    add({ bytes, ends }) {
      if (ends.length === 0) return undefined;
      while (count + ends.length > wordOf.length) {
        wordOf = doubled(wordOf);
        documentOf = doubled(documentOf);
      }
      let start = 0;
      for (let at = 0; at < ends.length; at++) {
        const end = ends[at] as number;
        wordOf[count] = table.add(bytes, start, end, hashOf(bytes, start, end));
        documentOf[count++] = documents;
        start = end;
      }
      return documents++;
    },
    encode: (ids) => encodeSegment({ documents: ids, words: table, wordOf, documentOf, count }),
  };
}

/** Copies an array into one of twice the length. */
export function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(array.length * 2);
  more.set(array);
  return more;
}
