import { classOf, LETTER, SEPARATOR } from './character-classes.ts';
import { foldCase } from './fold-case.ts';
import { createWordTable, HASH_FACTOR, HASH_START, hashOf } from './word-table.ts';

/** Takes texts apart into words, each told once. */
export interface WordCollector {
  /**
   * Takes the words of one more text.
   *
   * @returns Whether the text has strings of machines, which were left out.
   */
  add(text: string): boolean;
  /** Takes a text as one word, whatever is in it; only its line ends become blanks. */
  addWhole(text: string): void;
  /** Gives the distinct words since the last `clear`, as UTF-8 in folded case. */
  take(): Words;
  clear(): void;
}

/** Distinct words: their bytes one after the other, and where each ends. */
export interface Words {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** A run of so many bytes of `[A-Za-z0-9+/=_-]` is a string of a machine, and so is so long a word. */
export const MACHINE_BYTES = 256;

/** Makes a collector, which serves one file after the other. */
export function createWordCollector(): WordCollector {
  /** Of one file: small enough for the fastest memory, where most words are found again. */
  const words = createWordTable();
  let source = Buffer.allocUnsafe(1 << 16);

  const put = (start: number, end: number, hash = hashOf(source, start, end)): void => {
    words.add(source, start, end, hash);
  };

  /** Puts the folded text into `source`, with a separator behind it, and gives its length. */
  const load = (text: string): number => {
    const folded = foldCase(text);
    const room = folded.length * 3 + 1;
    if (room > source.length) source = Buffer.allocUnsafe(room * 2);
    const length = source.write(folded, 0, 'utf8');
    source[length] = 0;
    return length;
  };

  /** Takes the words between two places. */
  const scan = (from: number, to: number): boolean => {
    let leftOut = false;
    let at = from;
    while (at < to) {
      const first = source[at] as number;
      if (first < 0x80) {
        if (ASCII_LETTER[first] === 0) {
          at++;
          continue;
        }
      } else if (classAt(source, at) !== LETTER) {
        at = putSigns(at, to);
        continue;
      }
      const start = at;
      let hash = HASH_START;
      for (;;) {
        let byte = source[at] as number;
        // The byte behind the end is a separator.
        if (byte < 0x80) {
          if (ASCII_LETTER[byte] === 0) break;
          hash = Math.imul(hash ^ byte, HASH_FACTOR);
          at++;
          continue;
        }
        if (classAt(source, at) !== LETTER) break;
        for (let more = widthOf(byte); more > 0; more--) {
          byte = source[at++] as number;
          hash = Math.imul(hash ^ byte, HASH_FACTOR);
        }
      }
      if (at - start >= MACHINE_BYTES) leftOut = true;
      else put(start, at, hash);
    }
    return leftOut;
  };

  /** Takes a run of signs: each pair of neighbours, or the one that stands alone. */
  const putSigns = (from: number, to: number): number => {
    let at = from;
    let before = -1;
    let pairs = 0;
    while (at < to && (source[at] as number) >= 0x80) {
      const kind = classAt(source, at);
      if (kind === LETTER) break;
      const width = widthOf(source[at] as number);
      if (kind === SEPARATOR) {
        if (before !== -1 && pairs === 0) put(before, at);
        before = -1;
        pairs = 0;
      } else {
        if (before !== -1) {
          put(before, at + width);
          pairs++;
        }
        before = at;
      }
      at += width;
    }
    if (before !== -1 && pairs === 0) put(before, at);
    return at;
  };

  return {
    add(text) {
      const length = load(text);
      let leftOut = false;
      let from = 0;
      for (let probe = MACHINE_BYTES; probe <= length; ) {
        // A long enough run has a byte at one of these places.
        const at = probe - 1;
        if (IS_MACHINE[source[at] as number] === 0) {
          probe += MACHINE_BYTES;
          continue;
        }
        let start = at;
        while (start > from && IS_MACHINE[source[start - 1] as number] === 1) start--;
        let end = at + 1;
        while (end < length && IS_MACHINE[source[end] as number] === 1) end++;
        if (end - start >= MACHINE_BYTES && hasDigit(source, start, end)) {
          leftOut = true;
          source[start] = 0;
          if (scan(from, start)) leftOut = true;
          from = end;
        }
        probe = end + MACHINE_BYTES;
      }
      return scan(from, length) || leftOut;
    },
    addWhole(text) {
      put(0, load(text.replace(/[\r\n]/g, ' ')));
    },
    take() {
      const ends = words.ends.slice(0, words.size);
      return { bytes: words.bytes.slice(0, ends.at(-1) ?? 0), ends };
    },
    clear: words.clear,
  };
}

const ASCII_LETTER = new Uint8Array(0x80);
const IS_MACHINE = new Uint8Array(0x100);
for (let code = 0; code < 0x80; code++) {
  if (classOf(code) === LETTER) ASCII_LETTER[code] = IS_MACHINE[code] = 1;
}
for (const one of '+/=-') IS_MACHINE[one.charCodeAt(0)] = 1;

/** Rulers of dashes and underscores have none. */
function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x30 && byte <= 0x39) return true;
  }
  return false;
}

/** Bytes of the code point that begins with a byte of 0x80 or more. */
function widthOf(byte: number): number {
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/** The class of the code point that begins at a place, and is not ASCII. */
function classAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  const second = (bytes[at + 1] as number) & 0x3f;
  if (first < 0xe0) return classOf(((first & 0x1f) << 6) | second);
  const third = (bytes[at + 2] as number) & 0x3f;
  if (first < 0xf0) return classOf(((first & 0x0f) << 12) | (second << 6) | third);
  return classOf(0x10000);
}
