import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHARACTERS_PER_TOKEN, countCharacters, estimateTokens } from './estimate-tokens.ts';

/** Texts in which surrogates stand alone, paired, and in the wrong order. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'é', '中', '😀', '\ud83d', '\ude00', '\ud800', '\udfff'),
  }),
);

describe('countCharacters', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é中', 2],
    ['e\u0301', 2],
    ['a😀', 2],
    ['😀😀', 2],
    ['\ud83d', 1],
    ['\ude00\ud83d', 2],
    ['\ud83d\ud83d\ude00\ude00', 3],
  ])('of %j is %i', (value, count) => {
    expect(countCharacters(value)).toBe(count);
  });

  it('counts what the string iterator visits', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(countCharacters(value)).toBe([...value].length);
      }),
    );
  });
});

describe('estimateTokens', () => {
  it.each([
    ['', 0],
    ['abc', 0],
    ['abcd', 1],
    ['abcdefg', 1],
    ['😀😀😀', 0],
    ['😀😀😀😀', 1],
    ['{"file_path":"src/app.ts"}', 6],
  ])('of %j is %i', (value, tokens) => {
    expect(estimateTokens(value)).toBe(tokens);
  });

  it('is the largest number of whole tokens that fit', () => {
    fc.assert(
      fc.property(text, (value) => {
        const tokens = estimateTokens(value);
        expect(tokens * CHARACTERS_PER_TOKEN).toBeLessThanOrEqual([...value].length);
        expect((tokens + 1) * CHARACTERS_PER_TOKEN).toBeGreaterThan([...value].length);
      }),
    );
  });

  it('never falls when text is added, and grows by at most one token more than the addition', () => {
    const whole = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(whole, whole, (before, added) => {
        const grown = estimateTokens(before + added) - estimateTokens(before);
        expect(grown).toBeGreaterThanOrEqual(estimateTokens(added));
        expect(grown).toBeLessThanOrEqual(estimateTokens(added) + 1);
      }),
    );
  });
});
