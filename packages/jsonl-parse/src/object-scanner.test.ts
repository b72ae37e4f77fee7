import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjectScanner } from './object-scanner.ts';

const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
const spelling = object.chain((value) =>
  fc.constantFrom(
    JSON.stringify(value),
    JSON.stringify(value, null, 2),
    JSON.stringify(value, null, '\t'),
  ),
);

describe('createObjectScanner', () => {
  it('ends where the object ends, whatever follows', () => {
    fc.assert(
      fc.property(spelling, fc.string(), (text, rest) => {
        expect(createObjectScanner().feed(text + rest)).toEqual({
          state: 'closed',
          at: text.length,
        });
      }),
    );
  });

  it('takes every beginning of an object for one that goes on', () => {
    fc.assert(
      fc.property(spelling, fc.nat(), (text, cut) => {
        const begun = text.slice(0, cut % text.length);
        expect(createObjectScanner().feed(begun)).toMatchObject({ state: 'open' });
      }),
    );
  });

  it('gives the same answer in pieces', () => {
    fc.assert(
      fc.property(spelling, fc.nat(), (text, cut) => {
        const at = cut % text.length;
        const scanner = createObjectScanner();
        scanner.feed(text.slice(0, at));
        expect(scanner.feed(text.slice(at))).toEqual({ state: 'closed', at: text.length - at });
      }),
    );
  });

  it.each([
    ['{"a":1,,', 7],
    ['{"a" 1', 5],
    ['{a', 1],
    ['{"a":1}}', 7],
    ['{"a":[1}', 7],
    ['{"a":{"b":1]', 11],
    ['[1]', 0],
    ['{"type":"user","mess{"type"', 22],
    ['{"a":"line\nbreak"', 10],
    ['{,', 1],
    ['{"a":1 2', 7],
  ])('knows where %s stops being an object', (text, at) => {
    const end = createObjectScanner().feed(text);
    expect(end).toMatchObject(text === '{"a":1}}' ? { state: 'closed' } : { state: 'broken' });
    expect(end).toHaveProperty('at', at);
  });

  it('tells whether it ended inside a string', () => {
    expect(createObjectScanner().feed('{"a":"x')).toEqual({ state: 'open', inString: true });
    expect(createObjectScanner().feed('{"a":"x",')).toEqual({ state: 'open', inString: false });
    expect(createObjectScanner().feed('{"a\\"')).toEqual({ state: 'open', inString: true });
  });
});
