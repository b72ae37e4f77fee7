import { createRandom } from '../random.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How words are put together. */
export type TextStyle = 'prose' | 'code' | 'output';

/** Writes text whose bytes are ready to stand inside a JSON string. */
export interface TextSource {
  /** Chooses the words that the next file is about. */
  startFile(seed: number): void;
  /** Appends about this many bytes of text: whole words, at least one. */
  write(writer: ByteWriter, count: number, style: TextStyle): void;
}

/** Words that a file uses again and again. */
const TOPIC_SIZE = 640;
/** Share of the topic that is rare words, each file's own: together they cover the vocabulary. */
const RARE_SHARE = 0.5;
/** Out of 256 words, so many come from the topic, the others from the whole vocabulary. */
const TOPIC_WORDS = 200;

/** Separators by style, as they stand in JSON; the first is used where no other is drawn. */
const SEPARATORS: Readonly<Record<TextStyle, readonly string[]>> = {
  prose: [
    ...[' ', ', ', ', ', ', ', '. ', '. ', '. ', ': ', ' - ', ' (', ') ', ' `', '` '],
    ...['.\\n\\n', '.\\n', '\\n- ', '? ', ' \\"', '\\" ', ' … ', ' 🎉 ', ' → '],
  ],
  code: [
    ...[' ', '(', '(', ')', ');\\n  ', ');\\n', '.', '.', '.', ', ', ', ', ' = ', ' = '],
    ...[': ', ' {\\n    ', '\\n  }\\n', ';\\n', ';\\n  ', ' => ', ' // ', '\\"', '\\", \\"'],
    ...['[', '] ', ' < ', ' && ', '\\t', '\\n\\n', '\\n', '\\n    ', '::', '</', '>'],
  ],
  output: [
    ...[' ', '/', '/', '/', '.', '.', ':', ': ', '\\n', '\\n', '\\n', '  ', '-', '=', ' | '],
    ...['\\n  at ', '\\t', ' ✓ ', '\\n\\n', ' [', '] ', ' (', ')', '@', '\\\\', ' \\u001b[32m'],
  ],
};

/** Creates a text source; one serves all files of a corpus. */
export function createTextSource(vocabulary: Vocabulary): TextSource {
  const { bytes: words, offsets, size } = vocabulary;
  const ranks = logUniformTable(size);
  const topicRanks = logUniformTable(TOPIC_SIZE);
  const topic = new Uint32Array(TOPIC_SIZE);
  const separators = Object.fromEntries(
    Object.entries(SEPARATORS).map(([style, list]) => [style, packSeparators(list)]),
  ) as Record<TextStyle, PackedSeparators>;
  const rareStep = coprimeStep(size);
  let rareCursor = 0;
  let random = createRandom(0);

  const startFile = (seed: number): void => {
    random = createRandom(seed);
    for (let index = 0; index < TOPIC_SIZE; index++) {
      if (random.fraction() < RARE_SHARE) {
        rareCursor = (rareCursor + rareStep) % size;
        topic[index] = rareCursor;
      } else {
        topic[index] = draw(ranks, random.uint32());
      }
    }
  };

  const write = (writer: ByteWriter, count: number, style: TextStyle): void => {
    // A word may pass the end: the longest is far below this.
    writer.reserve(count + 256);
    const { bytes } = writer;
    const packed = separators[style];
    const end = writer.at + count;
    let at = writer.at;
    for (;;) {
      const bits = random.uint32();
      const where = random.uint32();
      const word =
        (bits & 255) < TOPIC_WORDS
          ? (topic[draw(topicRanks, where)] as number)
          : draw(ranks, where);
      const last = offsets[word + 1] as number;
      for (let from = offsets[word] as number; from < last; from++) {
        bytes[at++] = words[from] as number;
      }
      if (at >= end) break;
      const separator = (bits >>> 8) & 127;
      const stop = packed.offsets[separator + 1] as number;
      for (let from = packed.offsets[separator] as number; from < stop; from++) {
        bytes[at++] = packed.bytes[from] as number;
      }
    }
    writer.at = at;
  };
  return { startFile, write };
}

interface PackedSeparators {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/** Lays out 128 separators: each of the list once, the rest of the places to the first. */
function packSeparators(list: readonly string[]): PackedSeparators {
  const parts = Array.from({ length: 128 }, (_, index) =>
    Buffer.from(list[index] ?? list[0] ?? ''),
  );
  const offsets = new Uint32Array(parts.length + 1);
  for (const [index, part] of parts.entries()) {
    offsets[index + 1] = (offsets[index] as number) + part.length;
  }
  return { bytes: Buffer.concat(parts), offsets };
}

const TABLE_SIZE = 65_536;

/** A table that turns a uniform number into a rank with a chance of about 1 / rank (Zipf). */
function logUniformTable(size: number): Float64Array {
  const table = new Float64Array(TABLE_SIZE + 1);
  for (let index = 0; index <= TABLE_SIZE; index++) {
    table[index] = size ** (index / TABLE_SIZE) - 1;
  }
  return table;
}

/** Draws a rank: the high 16 bits choose the place in the table, the low ones a point behind it. */
function draw(table: Float64Array, bits: number): number {
  const place = bits >>> 16;
  const low = table[place] as number;
  const high = table[place + 1] as number;
  return (low + ((high - low) * (bits & 0xffff)) / 65_536) | 0;
}

/** A step that visits every index below `size` before it comes back to the first. */
function coprimeStep(size: number): number {
  let step = Math.max(1, Math.floor(size * 0.618));
  while (greatestCommonDivisor(step, size) !== 1) step++;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
