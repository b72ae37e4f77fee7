import { BLOCK_WORDS, hasBits, NEWLINE } from './segment.ts';

/** A segment whose chunks are read when they are needed. */
export interface StoredSegment {
  readonly documents: Uint32Array;
  readonly blocks: Uint32Array;
  readonly frequencies: Uint32Array;
  readonly singles: Uint32Array;
  /** Places of the chunks: where each begins, then where the last ends. */
  readonly wordStarts: Uint32Array;
  readonly postingStarts: Uint32Array;
  words(chunk: number): Buffer;
  postings(chunk: number): Buffer;
}

/** What is looked for in the words of segments. */
export interface Probe {
  /** Bytes of a part of a word, with newlines where the word has to begin or end. */
  readonly needle: Buffer;
  /** The byte that the word begins with, in front of the needle. @default any */
  readonly mark?: number | undefined;
}

/** Finds for each probe the documents that hold a word with its needle in it. */
export interface DocumentFinder {
  /** For each probe a 1 for each document that has one, as far as was looked. */
  readonly found: readonly Uint8Array[];
  /** Looks for all probes into the next chunks of words, the commonest words first. */
  look(chunks: number): void;
  /** Whether nothing is left to look at: what is not found is not there. */
  isDone(): boolean;
}

/** Makes a finder that has looked at nothing so far. */
export function createDocumentFinder(
  segment: StoredSegment,
  probes: readonly Probe[],
): DocumentFinder {
  const finders = probes.map((probe) => createFinder(segment, probe));
  const count = segment.wordStarts.length - 1;
  let next = 0;
  return {
    found: finders.map(({ found }) => found),
    look(chunks) {
      for (const end = Math.min(count, next + chunks); next < end; next++) {
        const open = finders.filter((finder) => finder.missing() > 0);
        if (open.length === 0) return;
        const words = segment.words(next);
        for (const finder of open) finder.look(words, segment.wordStarts[next] as number);
      }
    },
    isDone: () => next === count || finders.every((finder) => finder.missing() === 0),
  };
}

interface Finder {
  readonly found: Uint8Array;
  /** Documents that are not found yet. */
  missing(): number;
  /** Looks into the next chunk. */
  look(words: Buffer, chunkStart: number): void;
}

function createFinder(segment: StoredSegment, { needle, mark }: Probe): Finder {
  const found = new Uint8Array(segment.documents.length);
  const cursor = createCursor(segment);
  let missing = found.length;
  const onDocument = (document: number): void => {
    if (found[document] === 1) return;
    found[document] = 1;
    missing--;
  };
  return {
    found,
    missing: () => missing,
    look(words, chunkStart) {
      for (let at = words.indexOf(needle); at !== -1 && missing > 0; ) {
        // With the newline in front of the word in the needle, the word begins behind it.
        const inside = needle[0] === NEWLINE ? at + 1 : at;
        if (mark !== undefined) {
          const start = words.lastIndexOf(NEWLINE, at) + 1;
          if (words[start] !== mark || start === at) {
            at = words.indexOf(needle, at + 1);
            continue;
          }
        }
        cursor.moveTo(words, chunkStart, inside);
        cursor.forEach(onDocument);
        // The newline behind a word may be the one in front of the next.
        at = words.indexOf(needle, words.indexOf(NEWLINE, inside));
      }
    },
  };
}

/** Goes through the words of a segment, forwards. */
export interface Cursor {
  /** Goes to the word at a place of a chunk. */
  moveTo(words: Buffer, chunkStart: number, at: number): void;
  /** Gives the documents of the word. */
  forEach(onDocument: (document: number) => void): void;
}

/** Makes a cursor in front of the first word. */
export function createCursor(segment: StoredSegment): Cursor {
  const { blocks, documents, frequencies, singles } = segment;
  const bitBytes = Math.ceil(documents.length / 8);
  let block = 0;
  /** Number of the word that was counted up to, and where it begins in its chunk. */
  let word = 0;
  let wordAt = -1;
  /** The group of `frequencies` that holds `postingWord`, and the word behind the group. */
  let group = 0;
  let groupEnd = frequencies[1] ?? 0;
  /** The word whose posting begins at `postingAt` of `postings`. */
  let postingWord = -1;
  let postingAt = 0;
  let postings: Buffer = Buffer.alloc(0);
  let postingChunk = -1;
  /** The document of the last word that has one only. */
  let single = 0;

  const toBlock = (to: number): void => {
    block = to;
    word = block * BLOCK_WORDS;
    wordAt = -1;
    postingWord = -1;
  };
  const loadPostings = (): void => {
    const place = blocks[block * 2 + 1] as number;
    const chunk = lastNotAbove(segment.postingStarts, 1, segment.postingStarts.length - 1, place);
    if (chunk !== postingChunk) {
      postings = segment.postings(chunk);
      postingChunk = chunk;
    }
    postingAt = place - (segment.postingStarts[chunk] as number);
    postingWord = block * BLOCK_WORDS;
  };
  const frequencyOf = (of: number): number => {
    while (of >= groupEnd) {
      group += 2;
      groupEnd += frequencies[group + 1] as number;
    }
    return frequencies[group] as number;
  };
  const skipGaps = (count: number): void => {
    for (let left = count; left > 0; postingAt++)
      if ((postings[postingAt] as number) < 0x80) left--;
  };

  return {
    moveTo(words, chunkStart, at) {
      const place = chunkStart + at;
      const count = blocks.length / 2;
      if (block + 1 < count && place >= (blocks[(block + 1) * 2] as number)) {
        toBlock(lastNotAbove(blocks, 2, count, place));
      }
      if (wordAt === -1) wordAt = (blocks[block * 2] as number) - chunkStart;
      for (
        let end = words.indexOf(NEWLINE, wordAt);
        end < at;
        end = words.indexOf(NEWLINE, wordAt)
      ) {
        wordAt = end + 1;
        word++;
      }
    },
    forEach(onDocument) {
      const frequency = frequencyOfWord();
      if (frequency === 1) {
        while ((singles[single + 1] as number) <= word) single++;
        onDocument(single);
        return;
      }
      if (hasBits(frequency, documents.length)) {
        for (let at = 0; at < bitBytes; at++) {
          for (let bits = postings[postingAt + at] as number; bits !== 0; bits &= bits - 1) {
            onDocument(at * 8 + 31 - Math.clz32(bits & -bits));
          }
        }
        postingAt += bitBytes;
      } else {
        let next = 0;
        for (let left = frequency; left > 0; left--) {
          let gap = 0;
          let shift = 0;
          let byte = postings[postingAt++] as number;
          for (; byte >= 0x80; byte = postings[postingAt++] as number) {
            gap |= (byte & 0x7f) << shift;
            shift += 7;
          }
          next += gap | (byte << shift);
          onDocument(next++);
        }
      }
      postingWord = word + 1;
    },
  };

  /** Also brings the postings to the word, if it has one. */
  function frequencyOfWord(): number {
    if ((singles[0] as number) <= word) return 1;
    if (postingWord === -1 || postingWord > word) loadPostings();
    // Groups are walked forwards only; a block may begin in the group that the last word was in.
    for (; postingWord < word; postingWord++) {
      const frequency = frequencyOf(postingWord);
      if (hasBits(frequency, documents.length)) postingAt += bitBytes;
      else skipGaps(frequency);
    }
    return frequencyOf(word);
  }
}

/** Finds the last of `count` ascending numbers, `step` places apart, that is not above a value. */
function lastNotAbove(numbers: Uint32Array, step: number, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle * step] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
}
