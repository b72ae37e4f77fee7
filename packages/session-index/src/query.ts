import { type ByteClass, createByteSearch } from './byte-search.ts';

/** A search: a session matches when each word occurs somewhere in its conversation text. */
export interface Query {
  /** At least one character each. */
  readonly words: readonly string[];
}

/** One word, ready to be looked for. */
export interface WordMatcher {
  readonly word: string;
  /** Where the word occurs first in a text: its index and length, or undefined. */
  find(text: string): { readonly index: number; readonly length: number } | undefined;
  /**
   * Whether the JSON source of a record could hold the word. False is certain; true is not.
   *
   * @param mayEscape - False when the source is known to hold no escapes but those that JSON needs.
   */
  mayOccur(source: Buffer, mayEscape: boolean): boolean;
  /** What {@link WordMatcher.mayOccur} looks for, for who searches many files. */
  readonly part: SourcePart;
}

/**
 * What JSON source has to hold for a word to be in it, unless a writer has escaped characters that
 * need no escape.
 */
export interface SourcePart {
  /** A part of the word, in any case of its letters; empty when nothing is known. */
  readonly needle: readonly ByteClass[];
  /** Any of these in the source may stand for letters of the needle. */
  readonly folded: readonly Buffer[];
}

/**
 * Reads a query: words separated by white space.
 *
 * @example
 * parseQuery(' Prisma  migration'); // { words: ['Prisma', 'migration'] }
 */
export function parseQuery(text: string): Query {
  return { words: [...new Set(text.split(/\s+/u).filter((word) => word !== ''))] };
}

/**
 * Makes the matcher of a word: a substring in any letter case, by Unicode's simple case folding
 * (`ſ` is `s`, `ς` is `σ`, `ß` is not `ss`).
 */
export function createWordMatcher(word: string): WordMatcher {
  const exact = new RegExp(escapeRegExp(word), 'iu');
  const part = sourcePart(word);
  return {
    word,
    part,
    find(text) {
      const match = exact.exec(text);
      return match ? { index: match.index, length: match[0].length } : undefined;
    },
    mayOccur: sourceTest(part),
  };
}

/** ASCII that JSON never has to escape. */
const PLAIN = /^[!#-.0-[\]-~]$/;
/** The few letters beyond ASCII that fold to it, as they stand in UTF-8. */
const FOLDED: Readonly<Record<string, Buffer>> = {
  k: Buffer.from('\u212a'),
  s: Buffer.from('\u017f'),
};

/** The bytes of a character that stands in JSON source as itself; in each place, those of any case. */
function sourceBytes(character: string): number[][] | undefined {
  const cases = [character.toLowerCase(), character.toUpperCase()];
  if (PLAIN.test(character)) return [cases.map((one) => one.charCodeAt(0))];
  if (character.length === 1 && character.charCodeAt(0) < 0x80) return undefined;
  const hasCase = cases.some((one) => one !== character);
  // It also stands for bytes that are no UTF-8.
  if (character === '\ufffd') return undefined;
  const isLoneSurrogate = /^[\ud800-\udfff]$/.test(character);
  if (hasCase || isLoneSurrogate) return undefined;
  return Array.from(Buffer.from(character), (byte) => [byte]);
}

/** Takes the longest part of the word whose characters JSON writes as they are. */
function sourcePart(word: string): SourcePart {
  let needle: number[][] = [];
  let run: number[][] = [];
  for (const character of word) {
    const bytes = sourceBytes(character);
    run = bytes === undefined ? [] : [...run, ...bytes];
    if (run.length > needle.length) needle = run;
  }
  const folded = Object.entries(FOLDED).flatMap(([letter, bytes]) =>
    needle.some(([byte]) => byte === letter.charCodeAt(0)) ? [bytes] : [],
  );
  return { needle, folded };
}

function sourceTest({ needle, folded }: SourcePart): WordMatcher['mayOccur'] {
  if (needle.length === 0) return () => true;
  const search = createByteSearch(needle);
  const isAscii = needle.every((bytes) => bytes.every((byte) => byte < 0x80));
  const escaped = isAscii ? /\\u(?:00[2-7]|017f|212a)/i : ESCAPED;
  return (source, mayEscape) =>
    search(source, 0, source.length) !== -1 ||
    folded.some((bytes) => source.includes(bytes)) ||
    (mayEscape && escaped.test(source.toString('latin1')));
}

/** Tells whether JSON source holds escapes of characters that need none. */
export function holdsEscapes(source: Buffer): boolean {
  for (let at = source.indexOf('\\u'); at !== -1; at = source.indexOf('\\u', at + 2)) {
    if (ESCAPED.test(source.toString('latin1', at, at + ESCAPE_LENGTH))) return true;
  }
  return false;
}

/** Bytes of an escape. */
export const ESCAPE_LENGTH = 6;
/** Control characters need an escape. */
const ESCAPED = /\\u(?!00[01])[0-9a-f]{4}/i;

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
