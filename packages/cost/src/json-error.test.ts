import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonError } from './json-error.ts';

describe('findJsonError', () => {
  it.each([
    ['', 1, 1, 'expected a value, found the end of the text'],
    ['{', 1, 2, 'expected a key or }, found the end of the text'],
    ['{"a"', 1, 5, 'expected a colon, found the end of the text'],
    ['{"a": 1,}', 1, 9, 'expected a key, found "}"'],
    ['{"a": 1\n "b": 2}', 2, 2, 'expected a comma or }, found "\\"b\\": 2}"'],
    ['[1, 2,\r\n 3 4]', 2, 4, 'expected a comma or ], found "4]"'],
    ['[\r,]', 2, 1, 'expected a value or ], found ",]"'],
    ['{"a": .5}', 1, 7, 'expected a value, found ".5}"'],
    ['{"a": 01}', 1, 7, 'expected a value, found "01}"'],
    ['{"a": 1} x', 1, 10, 'expected the end of the text, found "x"'],
    ["{'a': 1}", 1, 2, 'expected a key or }, found "\'a\': 1}"'],
    ['["a\nb"]', 1, 2, 'expected a value or ], found "\\"a\\nb\\"]"'],
    ['[1,2}', 1, 5, 'expected a comma or ], found "}"'],
    ['[NaN]', 1, 2, 'expected a value or ], found "NaN]"'],
  ])('finds the error in %j', (text, line, column, reason) => {
    expect(findJsonError(text)).toEqual({ line, column, reason });
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const piece = fc.constantFrom(...'{}[],:"\\ \n1e-.', 'true', 'null', '"a"', '\\u00e9', '\t');
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.oneof(piece, fc.string()))
      .map(([text, at, gone, added]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + added + text.slice(start + gone);
      });
    const text = fc.oneof(
      fc.json(),
      damaged,
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(findJsonError(value) === undefined).toBe(isJson(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('is not troubled by depth or length', () => {
    const depth = 100_000;
    expect(findJsonError('['.repeat(depth) + ']'.repeat(depth))).toBeUndefined();
    expect(findJsonError(`"${'\\n'.repeat(1_000_000)}"`)).toBeUndefined();
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
