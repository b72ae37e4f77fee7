import { NEWLINE } from './segment.ts';
import { createCursor, type StoredSegment } from './segment-reader.ts';

/** Gives every word of a segment with its documents, which are only valid during the call. */
export function forEachWord(
  segment: StoredSegment,
  onWord: (bytes: Buffer, start: number, end: number, documents: readonly number[]) => void,
): void {
  const cursor = createCursor(segment);
  const documents: number[] = [];
  const onDocument = (document: number): void => {
    documents.push(document);
  };
  for (let chunk = 0; chunk + 1 < segment.wordStarts.length; chunk++) {
    const words = segment.words(chunk);
    for (let start = 1; start < words.length; ) {
      const end = words.indexOf(NEWLINE, start);
      cursor.moveTo(words, segment.wordStarts[chunk] as number, start);
      documents.length = 0;
      cursor.forEach(onDocument);
      onWord(words, start, end, documents);
      start = end + 1;
    }
  }
}
