import { type ChunkWriter, createChunkWriter } from './chunk-writer.ts';
import { BLOCK_WORDS, hasBits, NEWLINE, type Segment } from './segment.ts';
import type { WordTable } from './word-table.ts';

/** Which words stand in which documents. */
export interface Pairs {
  readonly documents: Uint32Array;
  readonly words: WordTable;
  /** The word of each pair, and its document's place in `documents`; in any order, and repeatedly. */
  readonly wordOf: Uint32Array;
  readonly documentOf: Uint32Array;
  readonly count: number;
}

/** Chunks of words are read one after the other, until every document is found. */
const WORDS_CHUNK = 256 * 1024;
/** Chunks of postings are read where a word was found. */
const POSTINGS_CHUNK = 64 * 1024;

/** Puts pairs into the form that is kept and searched. */
export function encodeSegment(pairs: Pairs): Segment {
  const { documents, words } = pairs;
  const lists = groupByWord(pairs);
  const order = orderWords(lists, documents.length);
  const wordWriter = createChunkWriter(WORDS_CHUNK, NEWLINE);
  const postingWriter = createChunkWriter(POSTINGS_CHUNK);
  const blocks = new Uint32Array(Math.ceil(order.length / BLOCK_WORDS) * 2);
  const singles = new Uint32Array(documents.length + 1).fill(order.length);
  const frequencies: number[] = [];
  let kept = 0;
  let last = -1;
  for (let place = 0; place < order.length; place++) {
    const word = order[place] as number;
    const from = lists.starts[word] as number;
    const frequency = lists.frequencies[word] as number;
    if (place % BLOCK_WORDS === 0) {
      const block = (place / BLOCK_WORDS) * 2;
      blocks[block] = wordWriter.beginBlock();
      blocks[block + 1] = postingWriter.beginBlock();
    }
    wordWriter.put(
      words.bytes,
      word === 0 ? 0 : (words.ends[word - 1] as number),
      words.ends[word] as number,
    );
    wordWriter.putByte(NEWLINE);
    kept += frequency;
    if (frequency !== last) frequencies.push(frequency, 0);
    last = frequency;
    frequencies[frequencies.length - 1] = (frequencies.at(-1) as number) + 1;
    if (frequency === 1) {
      const document = lists.documents[from] as number;
      singles[document] = Math.min(singles[document] as number, place);
    } else
      putPosting(postingWriter, lists.documents.subarray(from, from + frequency), documents.length);
  }
  // A document without a word of its own begins where the next begins.
  for (let at = documents.length - 1; at >= 0; at--) {
    singles[at] = Math.min(singles[at] as number, singles[at + 1] as number);
  }
  return {
    documents,
    blocks,
    frequencies: Uint32Array.from(frequencies),
    singles,
    words: wordWriter.chunks(),
    postings: postingWriter.chunks(),
    pairs: kept,
  };
}

/** For each word its documents, ascending and each once: `frequencies[w]` of them from `starts[w]`. */
interface Lists {
  readonly starts: Uint32Array;
  readonly frequencies: Uint32Array;
  readonly documents: Uint32Array;
}

function groupByWord({ words, wordOf, documentOf, count }: Pairs): Lists {
  const starts = new Uint32Array(words.size + 1);
  for (let at = 0; at < count; at++) {
    const word = wordOf[at] as number;
    starts[word + 1] = (starts[word + 1] as number) + 1;
  }
  for (let word = 0; word < words.size; word++) {
    starts[word + 1] = (starts[word + 1] as number) + (starts[word] as number);
  }
  const documents = new Uint32Array(count);
  const frequencies = new Uint32Array(words.size);
  for (let at = 0; at < count; at++) {
    const word = wordOf[at] as number;
    const used = frequencies[word] as number;
    documents[(starts[word] as number) + used] = documentOf[at] as number;
    frequencies[word] = used + 1;
  }
  for (let word = 0; word < words.size; word++) {
    const from = starts[word] as number;
    frequencies[word] = sortDistinct(
      documents.subarray(from, from + (frequencies[word] as number)),
    );
  }
  return { starts, frequencies, documents };
}

/** Sorts a list in place, each number once; most lists are so already. Gives the new length. */
function sortDistinct(list: Uint32Array): number {
  let isSorted = true;
  for (let at = 1; at < list.length && isSorted; at++) {
    isSorted = (list[at - 1] as number) < (list[at] as number);
  }
  if (isSorted) return list.length;
  list.sort();
  let kept = 1;
  for (let at = 1; at < list.length; at++) {
    if (list[at] !== list[kept - 1]) list[kept++] = list[at] as number;
  }
  return kept;
}

/** Numbers of words, those of most documents first, those of one by their document. */
function orderWords({ starts, frequencies, documents }: Lists, documentCount: number): Uint32Array {
  // Every frequency above 1 is a rank, then come the documents of words that have one only.
  const rankOf = (word: number): number => {
    const frequency = frequencies[word] as number;
    return frequency > 1
      ? documentCount - frequency
      : documentCount + (documents[starts[word] as number] as number);
  };
  const ends = new Uint32Array(documentCount * 2 + 1);
  let count = 0;
  for (let word = 0; word < frequencies.length; word++) {
    if (frequencies[word] === 0) continue;
    const rank = rankOf(word);
    ends[rank + 1] = (ends[rank + 1] as number) + 1;
    count++;
  }
  for (let rank = 0; rank < documentCount * 2; rank++) {
    ends[rank + 1] = (ends[rank + 1] as number) + (ends[rank] as number);
  }
  const order = new Uint32Array(count);
  for (let word = 0; word < frequencies.length; word++) {
    if (frequencies[word] === 0) continue;
    const rank = rankOf(word);
    order[ends[rank] as number] = word;
    ends[rank] = (ends[rank] as number) + 1;
  }
  return order;
}

function putPosting(writer: ChunkWriter, list: Uint32Array, documents: number): void {
  if (hasBits(list.length, documents)) {
    const bits = new Uint8Array(Math.ceil(documents / 8));
    for (let at = 0; at < list.length; at++) {
      const document = list[at] as number;
      bits[document >>> 3] = (bits[document >>> 3] as number) | (1 << (document & 7));
    }
    writer.put(bits, 0, bits.length);
    return;
  }
  let next = 0;
  for (let at = 0; at < list.length; at++) {
    const document = list[at] as number;
    let gap = document - next;
    for (; gap >= 0x80; gap >>>= 7) writer.putByte((gap & 0x7f) | 0x80);
    writer.putByte(gap);
    next = document + 1;
  }
}
