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

/** What the grammar allows next, or what the scanner is inside of. */
type Expect =
  | 'object'
  | 'key or end'
  | 'key'
  | 'colon'
  | 'value'
  | 'value or end'
  | 'comma or end'
  | 'key text'
  | 'value text'
  | 'bare';

const SPACE = /[ \t\r\n]/;
const BARE = /[-+.0-9A-Za-z]/;

/**
 * Makes a scanner that checks the grammar of a JSON object as it reads, so that it can tell a
 * record that goes on over the next line from one that was cut off. Numbers and literals are only
 * checked for their characters; `JSON.parse` has the last word.
 */
export function createObjectScanner(): ObjectScanner {
  let expect: Expect = 'object';
  let escaped = false;
  const nesting: ('{' | '[')[] = [];

  /** Takes one character outside strings; false when the grammar does not allow it. */
  const take = (character: string): boolean => {
    if (expect === 'bare') {
      if (BARE.test(character)) return true;
      expect = 'comma or end';
    }
    if (SPACE.test(character)) return expect !== 'object';
    switch (character) {
      case '{':
        if (expect !== 'object' && expect !== 'value' && expect !== 'value or end') return false;
        nesting.push('{');
        expect = 'key or end';
        return true;
      case '[':
        if (expect !== 'value' && expect !== 'value or end') return false;
        nesting.push('[');
        expect = 'value or end';
        return true;
      case '}':
        if (nesting.at(-1) !== '{' || (expect !== 'key or end' && expect !== 'comma or end'))
          return false;
        nesting.pop();
        expect = 'comma or end';
        return true;
      case ']':
        if (nesting.at(-1) !== '[' || (expect !== 'value or end' && expect !== 'comma or end'))
          return false;
        nesting.pop();
        expect = 'comma or end';
        return true;
      case ',':
        if (expect !== 'comma or end') return false;
        expect = nesting.at(-1) === '{' ? 'key' : 'value';
        return true;
      case ':':
        if (expect !== 'colon') return false;
        expect = 'value';
        return true;
      case '"':
        if (expect === 'key' || expect === 'key or end') expect = 'key text';
        else if (expect === 'value' || expect === 'value or end') expect = 'value text';
        else return false;
        return true;
      default:
        if ((expect !== 'value' && expect !== 'value or end') || !BARE.test(character))
          return false;
        expect = 'bare';
        return true;
    }
  };

  return {
    feed(text, from = 0) {
      for (let i = from; i < text.length; i++) {
        if (expect === 'key text' || expect === 'value text') {
          const code = text.charCodeAt(i);
          if (escaped) escaped = false;
          else if (code === 0x5c) escaped = true;
          else if (code === 0x22) expect = expect === 'key text' ? 'colon' : 'comma or end';
          else if (code < 0x20) return { state: 'broken', at: i };
        } else {
          if (!take(text.charAt(i))) return { state: 'broken', at: i };
          if (nesting.length === 0) return { state: 'closed', at: i + 1 };
        }
      }
      return { state: 'open', inString: expect === 'key text' || expect === 'value text' };
    },
  };
}
