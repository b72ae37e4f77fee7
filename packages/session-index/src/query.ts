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
   * Whether the JSON source of a record could hold the word. False is certain; true is not. The
   * source is given as Latin-1, one character a byte.
   */
  mayOccur(source: string): boolean;
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
  return {
    word,
    find(text) {
      const match = exact.exec(text);
      return match ? { index: match.index, length: match[0].length } : undefined;
    },
    mayOccur: sourceTest(word),
  };
}

/** ASCII that JSON never has to escape, with the few non-ASCII letters that fold to it. */
const PLAIN = /^[!#-.0-[\]-~]$/;
const FOLDED: Readonly<Record<string, string>> = { k: '\u212a', s: '\u017f' };

/** A character that stands in JSON source as itself, as a pattern on its UTF-8 bytes. */
function sourcePattern(character: string): string | undefined {
  if (PLAIN.test(character)) {
    const lower = character.toLowerCase();
    const folded = FOLDED[lower];
    if (folded !== undefined) return `(?:[${lower}${lower.toUpperCase()}]|${latin1(folded)})`;
    return lower === lower.toUpperCase()
      ? escapeRegExp(character)
      : `[${lower}${lower.toUpperCase()}]`;
  }
  if (character.length === 1 && character.charCodeAt(0) < 0x80) return undefined;
  const hasCase = character.toLowerCase() !== character || character.toUpperCase() !== character;
  const isLoneSurrogate = /^[\ud800-\udfff]$/.test(character);
  return hasCase || isLoneSurrogate ? undefined : escapeRegExp(latin1(character));
}

/**
 * Takes the longest part of the word whose characters JSON writes as they are. Source without
 * that part cannot hold the word, unless a writer has escaped characters that need no escape.
 */
function sourceTest(word: string): (source: string) => boolean {
  let best: string[] = [];
  let run: string[] = [];
  for (const character of word) {
    const pattern = sourcePattern(character);
    run = pattern === undefined ? [] : [...run, pattern];
    if (run.length > best.length) best = run;
  }
  if (best.length === 0) return () => true;
  const plain = new RegExp(best.join(''));
  const isAscii = best.every((pattern) => !/[\x80-\xff]/.test(pattern.replace(/\|.*/, '')));
  const escaped = isAscii ? /\\u(?:00[2-7]|017f|212a)/i : /\\u(?!00[01])/;
  return (source) => plain.test(source) || escaped.test(source);
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
