import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAll } from '../test/slow-scan.ts';
import { createWordMatcher, holdsEscapes, parseQuery } from './query.ts';

describe('parseQuery', () => {
  it('takes words apart at any white space and each once', () => {
    expect(parseQuery('  Prisma\tmigration\u3000Prisma ').words).toEqual(['Prisma', 'migration']);
    expect(parseQuery(' \n').words).toEqual([]);
  });
});

describe('createWordMatcher', () => {
  it.each([
    ['auth', 'the OAuthToken', { index: 5, length: 4 }],
    ['C++', 'modern c++ code', { index: 7, length: 3 }],
    ["don't", "DON'T", { index: 0, length: 5 }],
    ['src/auth.ts', 'in src/auth.ts', { index: 3, length: 11 }],
    ['src/auth.ts', 'in src/authXts', undefined],
    ['错误', '一个错误。', { index: 2, length: 2 }],
    ['😀', 'x😀', { index: 1, length: 2 }],
    ['σίσυφος', 'ΣΊΣΥΦΟΣ', { index: 0, length: 7 }],
    ['straße', 'STRASSE', undefined],
    ['kelvin', '\u212aelvin', { index: 0, length: 6 }],
    ['.*', 'anything', undefined],
    ['[a-z]', 'x[A-Z]y', { index: 1, length: 5 }],
    ['\\d', '\\D', { index: 0, length: 2 }],
  ])('looks for %s in %s', (word, text, found) => {
    expect(createWordMatcher(word).find(text)).toEqual(found);
  });

  const letters = fc.constantFrom(
    ...Array.from(
      'aAkKsSzZ019_-./\\"\'`{}[]()*+?^$|,:;<>=!@#%&~é É ß ẞ ſ \u212a σ ς Σ ж Ж 错 한 あ 😀 İ ı ǆ ǅ Ǆ µ μ'.replaceAll(
        ' ',
        '',
      ),
    ),
  );
  const word = fc.string({ unit: letters, minLength: 1, maxLength: 5 });
  const text = fc.string({
    unit: fc.oneof(letters, fc.constantFrom(' ', '\n', '\t', '\u0007')),
    maxLength: 30,
  });

  it('finds what comparing folded characters finds', () => {
    fc.assert(
      fc.property(word, text, (needle, hay) => {
        expect(createWordMatcher(needle).find(hay) !== undefined).toBe(
          foldAll(hay).includes(foldAll(needle)),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('rules nothing out for a character that stands for broken bytes', () => {
    const source = Buffer.concat([Buffer.from('caf'), Buffer.of(0xe9), Buffer.from(' au lait')]);
    const matcher = createWordMatcher('caf\ufffd');
    expect(matcher.find(source.toString())).toBeDefined();
    expect(matcher.mayOccur(source, false)).toBe(true);
  });

  /** JSON as different writers spell it. */
  const spellings: ((value: unknown) => string)[] = [
    (value) => JSON.stringify(value),
    (value) => JSON.stringify(value, null, 1),
    (value) => JSON.stringify(value).replaceAll('/', '\\/'),
    (value) => JSON.stringify(value).replace(/[\u0080-\uffff]/g, escapeUnit),
    (value) => JSON.stringify(value).replace(/[a-z](?!["a-z]*":)/gi, escapeUnit),
  ];

  it('never rules out the source of a text that holds the word', () => {
    const around = fc.tuple(text, word, text, fc.constantFrom(...spellings));
    fc.assert(
      fc.property(around, ([before, needle, after, spell]) => {
        const source = Buffer.from(spell({ text: before + needle + after }));
        for (const variant of [needle, needle.toUpperCase(), needle.toLowerCase()]) {
          const matcher = createWordMatcher(variant);
          if (!matcher.find(before + needle + after)) continue;
          expect(matcher.mayOccur(source, holdsEscapes(source))).toBe(true);
          expect(matcher.mayOccur(source, true)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('rules out most other sources', () => {
    const source = Buffer.from('{"type":"user","message":{"content":"Hello"}}');
    for (const absent of ['prisma', 'мир', '错误', 'src/auth', '"quoted"']) {
      const isCased = /[а-я]/.test(absent);
      expect(createWordMatcher(absent).mayOccur(source, true)).toBe(isCased);
    }
  });
});

describe('holdsEscapes', () => {
  it.each([
    ['"a\\u001b[0m\\u0000"', false],
    ['"C:\\\\users\\\\updates"', false],
    ['"\\u0041"', true],
    ['"\\u001b\\uD83D"', true],
    ['"\\u00', false],
  ])('tells escapes that nobody needs: %s', (source, expected) => {
    expect(holdsEscapes(Buffer.from(source))).toBe(expected);
  });
});

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
