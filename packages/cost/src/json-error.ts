/** The first place where a text stops being JSON. */
export interface JsonError {
  /** From 1. */
  readonly line: number;
  /** In UTF-16 units, from 1. */
  readonly column: number;
  /** What was expected there and what was found, in words. */
  readonly reason: string;
}

const BLANK = /[ \t\n\r]*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.+-])/y;

type Expected = 'a value' | 'a value or ]' | 'a key' | 'a key or }' | 'a colon' | 'the next';

/**
 * Finds where a text stops being JSON. `JSON.parse` words this differently in each engine and often
 * names no place.
 *
 * @returns undefined when the text is JSON.
 */
export function findJsonError(text: string): JsonError | undefined {
  const open: ('}' | ']')[] = [];
  let expected: Expected = 'a value';
  let at = 0;
  const skip = (token: RegExp): boolean => {
    token.lastIndex = at;
    const isThere = token.test(text);
    if (isThere) at = token.lastIndex;
    return isThere;
  };
  const take = (character: string): boolean => {
    if (text[at] !== character) return false;
    at++;
    return true;
  };

  for (;;) {
    skip(BLANK);
    const closing = open.at(-1);
    if (expected === 'the next') {
      if (closing === undefined) {
        return at === text.length ? undefined : errorAt(text, at, 'the end of the text');
      }
      if (take(',')) expected = closing === '}' ? 'a key' : 'a value';
      else if (take(closing)) open.pop();
      else return errorAt(text, at, `a comma or ${closing}`);
    } else if (expected === 'a colon') {
      if (!take(':')) return errorAt(text, at, expected);
      expected = 'a value';
    } else if (expected === 'a key' || expected === 'a key or }') {
      if (skip(STRING)) {
        expected = 'a colon';
      } else if (expected === 'a key or }' && take('}')) {
        open.pop();
        expected = 'the next';
      } else {
        return errorAt(text, at, expected);
      }
    } else if (expected === 'a value or ]' && take(']')) {
      open.pop();
      expected = 'the next';
    } else if (take('{')) {
      open.push('}');
      expected = 'a key or }';
    } else if (take('[')) {
      open.push(']');
      expected = 'a value or ]';
    } else if (skip(STRING) || skip(SCALAR)) {
      expected = 'the next';
    } else {
      return errorAt(text, at, expected);
    }
  }
}

function errorAt(text: string, at: number, expected: string): JsonError {
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  const found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end of the text';
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    reason: `expected ${expected}, found ${found}`,
  };
}
