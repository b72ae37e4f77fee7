/** What a scanner knows after the text it was given. */
export type ScanState =
  /** The object ended; `at` is the index after its closing brace. */
  | { readonly state: 'closed'; readonly at: number }
  /** No JSON object continues like this; `at` is the index of the first impossible character. */
  | { readonly state: 'broken'; readonly at: number }
  /** The object goes on; `inString` tells whether the text ended inside a string. */
  | { readonly state: 'open'; readonly inString: boolean };

/** Follows one JSON object through pieces of text. */
export interface ObjectScanner {
  /** Reads `text` from `from` on. After `closed` or `broken` the scanner is used up. */
  feed(text: string, from?: number): ScanState;
}

// What the grammar allows next, or what the scanner is inside of. Numbers, because this is asked
// for every character of logs whose records are pretty-printed.
const OBJECT = 0;
const KEY_OR_END = 1;
const KEY = 2;
const COLON = 3;
const VALUE = 4;
const VALUE_OR_END = 5;
const COMMA_OR_END = 6;
const KEY_TEXT = 7;
const VALUE_TEXT = 8;
const BARE = 9;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What a string consists of, mostly: passed at once. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;

/** Bytes of numbers and of `true`, `false`, `null`. */
const IS_BARE = Array.from({ length: 128 }, (_, code) =>
  /[-+.0-9A-Za-z]/.test(String.fromCharCode(code)),
);

/**
 * Makes a scanner that checks the grammar of a JSON object as it reads, so that it can tell a
 * record that goes on over the next line from one that was cut off. Numbers and literals are only
 * checked for their characters; `JSON.parse` has the last word.
 */
export function createObjectScanner(): ObjectScanner {
  let expect = OBJECT;
  let escaped = false;
  /** For each open bracket whether it is an object's. */
  const nesting: boolean[] = [];

  const open = (isObject: boolean): boolean => {
    if (expect !== VALUE && expect !== VALUE_OR_END && !(isObject && expect === OBJECT))
      return false;
    nesting.push(isObject);
    expect = isObject ? KEY_OR_END : VALUE_OR_END;
    return true;
  };

  const close = (isObject: boolean): boolean => {
    const mayEnd = expect === COMMA_OR_END || expect === (isObject ? KEY_OR_END : VALUE_OR_END);
    if (!mayEnd || nesting.at(-1) !== isObject) return false;
    nesting.pop();
    expect = COMMA_OR_END;
    return true;
  };

  /** Takes one character outside strings; false when the grammar does not allow it. */
  const take = (code: number): boolean => {
    if (expect === BARE) {
      if (IS_BARE[code]) return true;
      expect = COMMA_OR_END;
    }
    switch (code) {
      case 0x20:
      case 0x09:
      case 0x0a:
      case 0x0d:
        return expect !== OBJECT;
      case 0x7b:
        return open(true);
      case 0x5b:
        return open(false);
      case 0x7d:
        return close(true);
      case 0x5d:
        return close(false);
      case 0x2c:
        if (expect !== COMMA_OR_END) return false;
        expect = nesting.at(-1) ? KEY : VALUE;
        return true;
      case 0x3a:
        if (expect !== COLON) return false;
        expect = VALUE;
        return true;
      case QUOTE:
        if (expect === KEY || expect === KEY_OR_END) expect = KEY_TEXT;
        else if (expect === VALUE || expect === VALUE_OR_END) expect = VALUE_TEXT;
        else return false;
        return true;
      default:
        if ((expect !== VALUE && expect !== VALUE_OR_END) || !IS_BARE[code]) return false;
        expect = BARE;
        return true;
    }
  };

  return {
    feed(text, from = 0) {
      for (let i = from; i < text.length; i++) {
        const isInString = expect === KEY_TEXT || expect === VALUE_TEXT;
        if (isInString && !escaped) {
          PLAIN.lastIndex = i;
          PLAIN.test(text);
          i = PLAIN.lastIndex;
          if (i === text.length) break;
        }
        const code = text.charCodeAt(i);
        if (isInString) {
          if (escaped) escaped = false;
          else if (code === BACKSLASH) escaped = true;
          else if (code === QUOTE) expect = expect === KEY_TEXT ? COLON : COMMA_OR_END;
          else if (code < 0x20) return { state: 'broken', at: i };
        } else {
          if (!take(code)) return { state: 'broken', at: i };
          if (nesting.length === 0) return { state: 'closed', at: i + 1 };
        }
      }
      return { state: 'open', inString: expect === KEY_TEXT || expect === VALUE_TEXT };
    },
  };
}
