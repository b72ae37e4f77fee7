/**
 * A part of the index that never changes: words, and for each the documents that hold it. A
 * document is a file, or what was new of a file; its number is its place in `documents`.
 *
 * - `words`: the words, those of most documents first, each with a newline behind it, in chunks
 *   that begin with a newline too: so the bytes tell where a word begins and ends.
 * - `postings`: for each word of several documents, in the order of the words, either a bit for
 *   each document or the gaps between the documents' numbers.
 * - A word of one document has no posting: such words come last, in the order of the documents,
 *   and `singles` says where those of each document begin.
 */
export interface Segment {
  /** Ids of files, in any order; one may stand there twice. */
  readonly documents: Uint32Array;
  /** For each {@link BLOCK_WORDS} words: where they begin in `words`, and their postings. */
  readonly blocks: Uint32Array;
  /** In pairs, descending: a number of documents, and how many words have so many. */
  readonly frequencies: Uint32Array;
  /** For each document the place of the first word that only it has; then the number of words. */
  readonly singles: Uint32Array;
  /** Chunks begin with blocks; so do those of postings. */
  readonly words: readonly Uint8Array[];
  readonly postings: readonly Uint8Array[];
  /** Words and documents that belong together: what the size of a segment is measured in. */
  readonly pairs: number;
}

/** Words of which the place is known without counting. */
export const BLOCK_WORDS = 128;
/** Ends a word; no word holds it. */
export const NEWLINE = 0x0a;

/** Whether a word of so many documents has a bit for each of all documents, and no gaps. */
export function hasBits(frequency: number, documents: number): boolean {
  return frequency * 8 > documents;
}
