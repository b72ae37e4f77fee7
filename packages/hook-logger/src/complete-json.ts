/** With what ends it, because a number at the very end may have lost digits. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[\s,\]}])/y;
const LITERAL = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/** What may come next. */
type Expected = 'value' | 'first-key' | 'key' | 'colon' | 'first-item' | 'comma';

/**
 * Makes a whole JSON object of a text that is cut off or broken: everything behind the last whole
 * value is dropped, and what is open there is closed. What follows a whole object is dropped too.
 *
 * @returns Valid JSON, or undefined when the text does not begin with an object.
 *
 * @example
 * completeJson('{"a":[1,2,{"b":"c'); // '{"a":[1,2,{}]}'
 */
export function completeJson(text: string): string | undefined {
  const start = matchEnd(SPACE, text, 0) ?? 0;
  if (text[start] !== '{') return undefined;
  const closers: string[] = [];
  let expected: Expected = 'value';
  let at = start;
  // Every opening and closing moves it, so `closers` always fits it.
  let whole = start;

  for (;;) {
    at = matchEnd(SPACE, text, at) ?? at;
    const character = text[at];
    const closes = character === closers.at(-1) && character !== undefined;
    if (closes && (expected === 'comma' || expected.startsWith('first-'))) {
      closers.pop();
      at++;
      whole = at;
      if (closers.length === 0) return text.slice(start, whole);
      expected = 'comma';
    } else if (expected === 'comma') {
      if (character !== ',') break;
      at++;
      expected = closers.at(-1) === '}' ? 'key' : 'value';
    } else if (expected === 'colon') {
      if (character !== ':') break;
      at++;
      expected = 'value';
    } else if (expected === 'key' || expected === 'first-key') {
      const end = stringEnd(text, at);
      if (end === undefined) break;
      at = end;
      expected = 'colon';
    } else if (character === '{' || character === '[') {
      closers.push(character === '{' ? '}' : ']');
      at++;
      whole = at;
      expected = character === '{' ? 'first-key' : 'first-item';
    } else {
      const end = scalarEnd(text, at);
      if (end === undefined) break;
      at = end;
      whole = end;
      expected = 'comma';
    }
  }
  return text.slice(start, whole) + closers.reverse().join('');
}

function scalarEnd(text: string, at: number): number | undefined {
  if (text[at] === '"') return stringEnd(text, at);
  const literal = matchEnd(LITERAL, text, at);
  if (literal !== undefined) return literal;
  return matchEnd(NUMBER, text, at);
}

/** The end of the string that begins at an offset; undefined for none, or for a broken one. */
function stringEnd(text: string, at: number): number | undefined {
  if (text[at] !== '"') return undefined;
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  if (quote < 0) return undefined;
  try {
    JSON.parse(text.slice(at, quote + 1));
    return quote + 1;
  } catch {
    return undefined;
  }
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** Where a sticky pattern ends that matches at an offset. */
function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
