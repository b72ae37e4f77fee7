import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LONGEST_NEEDLE } from './block-search.ts';
import { createFileFilter, type SourceFile } from './file-filter.ts';
import type { TermTest } from './parse-text-query.ts';
import { createTermMatcher, type TermMatcher } from './term-matcher.ts';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-filter-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const matcherOf = (test: TermTest) => createTermMatcher(test) as TermMatcher;
const word = (text: string) => matcherOf({ kind: 'word', text });
const phrase = (text: string) => matcherOf({ kind: 'phrase', text });
const pattern = (source: string) => matcherOf({ kind: 'pattern', source, flags: 'iu' });

function fileOf(text: string): SourceFile {
  const file = path.join(folder, 'one.jsonl');
  fs.writeFileSync(file, `${JSON.stringify({ text })}\n`);
  return { path: file, mayEscape: false };
}

it.each([
  [word('src/auth.ts'), 'in src/Auth.ts', true],
  [word('src/auth.ts'), 'in src/auth-ts', false],
  [word('kelvin'), '\u212aelvin', true],
  [word('missing'), 'mi\u017fsing', true],
  [word('"'), 'nothing can be told', true],
  [phrase('two  words'), `words ${'-'.repeat(2000)} two`, true],
  [phrase('two words'), 'two only', false],
  [phrase('" word'), 'a word', true],
  [phrase('" word'), 'another', false],
  [pattern('prisma[_ ]migrat(e|ion)'), 'migrat of prisma', true],
  [pattern('prisma[_ ]migrat(e|ion)'), 'prisma alone', false],
  [pattern('a|b'), 'neither', true],
])('tells of %o in %s: %s', (term, text, expected) => {
  expect(createFileFilter(1000)(fileOf(text), [term])).toBe(expected);
});

it('is true when any of several terms may stand there, and of a file that cannot be read', () => {
  const mayHold = createFileFilter();
  const file = fileOf('some words');
  expect(mayHold(file, [word('none'), word('words')])).toBe(true);
  expect(mayHold(file, [word('none'), word('nothing')])).toBe(false);
  expect(mayHold({ ...file, path: `${file.path}.gone` }, [word('none')])).toBe(true);
  expect(mayHold({ ...file, path: folder }, [word('none')])).toBe(true);
  expect(mayHold({ ...file, mayEscape: true }, [word('none')])).toBe(true);
});

it('finds a long word that lies across the end of a block, wherever it does', () => {
  const long = `${'x'.repeat(LONGEST_NEEDLE - 1)}y`;
  const mayHold = createFileFilter(2 * LONGEST_NEEDLE);
  for (let before = 0; before < 2 * LONGEST_NEEDLE; before++) {
    const file = fileOf('-'.repeat(before) + long);
    expect(mayHold(file, [word(long)])).toBe(true);
    expect(mayHold(file, [word(`x${long}`)])).toBe(false);
  }
});

it('never leaves out a file that holds a term, wherever blocks end', () => {
  const letters = fc.constantFrom(...Array.from('abkKsS.-_/"\\ \n错é\u212a\u017f'));
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 8 });
  const filters = [1, 2, 7, 64].map((more) => createFileFilter(LONGEST_NEEDLE + more));
  const long = fc.string({ unit: letters, minLength: 60, maxLength: 300 });
  fc.assert(
    fc.property(text, fc.oneof(text, long), fc.nat(250), fc.boolean(), (needle, hay, at, isIn) => {
      const content = isIn ? hay.slice(0, at) + needle + hay.slice(at) : hay;
      const term = word(needle);
      const file = fileOf(content);
      for (const mayHold of filters) {
        if (term.find(content)) expect(mayHold(file, [term])).toBe(true);
        else if (mayHold(file, [term])) {
          // It is only that the bytes looked for stand there all the same.
          expect(term.mayOccur(fs.readFileSync(file.path), false)).toBe(true);
        }
      }
    }),
    { numRuns: 1500 },
  );
});
