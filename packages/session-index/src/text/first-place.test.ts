import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LONGEST_NEEDLE } from './block-search.ts';
import { createFirstPlace } from './first-place.ts';
import { firstSnippet } from './first-snippet.ts';
import type { TermTest } from './parse-text-query.ts';
import { createTermMatcher, type TermMatcher } from './term-matcher.ts';

let file: string;
beforeAll(() => {
  file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cco-place-')), 'one.jsonl');
});
afterAll(() => fs.rmSync(path.dirname(file), { recursive: true }));

const plain = (name = file) => ({ path: name, mayEscape: false });
const matcherOf = (test: TermTest) => createTermMatcher(test) as TermMatcher;
const word = (text: string) => matcherOf({ kind: 'word', text });

const recordOf = (text: string) => ({ type: 'user', message: { role: 'user', content: text } });
const lineOf = (text: string) => JSON.stringify(recordOf(text));

it('begins with the record that holds the first bytes looked for', () => {
  const lines = ['one', 'two', 'Three', 'four'].map(lineOf);
  fs.writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  const firstPlace = createFirstPlace(LONGEST_NEEDLE + 10);
  const begins = `${lines.slice(0, 2).join('\n')}\n`.length;
  expect(firstPlace(plain(), [word('three')])).toBe(begins);
  expect(firstPlace(plain(), [word('four'), word('three')])).toBe(begins);
  expect(firstPlace(plain(), [matcherOf({ kind: 'phrase', text: 'a three' })])).toBe(begins);
  expect(firstPlace(plain(), [word('one')])).toBe(0);
  expect(firstPlace(plain(), [word('"')])).toBe(0);
  expect(firstPlace(plain(`${file}.gone`), [word('three')])).toBe(0);
  expect(firstPlace({ path: file, mayEscape: true }, [word('three')])).toBe(0);
});

it('shows what reading from the beginning shows, whatever lines look like', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...Array.from('abkK{}\n"\\ .\u212a')),
    maxLength: 12,
  });
  const filler = fc.constantFrom('', 'x'.repeat(40), 'y'.repeat(LONGEST_NEEDLE * 3));
  const line = fc.tuple(texts, filler, fc.nat(8), fc.nat(200)).map(([text, more, kind, at]) => {
    const whole = lineOf(more + text);
    switch (kind) {
      case 0:
        return whole.slice(0, at);
      case 1:
        return whole.slice(at);
      case 2:
        return JSON.stringify(recordOf(more + text), null, 2);
      case 3:
        return JSON.stringify(recordOf(more + text), null, 2).slice(0, at);
      case 4:
        return whole + lineOf(text);
      case 5:
        return whole.slice(0, at) + whole;
      case 6:
        return JSON.stringify([recordOf(text)], null, 1);
      default:
        return whole;
    }
  });
  const ends = fc.constantFrom('\n', '\r\n', '\n\n', '\n ');
  const content = fc.array(fc.tuple(line, ends), { maxLength: 12 });
  const finders = [1, 9, 300].map((more) => createFirstPlace(LONGEST_NEEDLE + more));
  const terms = fc.array(
    fc.string({ unit: fc.constantFrom(...Array.from('abkK{}.')), minLength: 1, maxLength: 3 }),
    { minLength: 1, maxLength: 2 },
  );
  let shown = 0;
  fc.assert(
    fc.property(content, terms, fc.boolean(), (lines, words, hasMark) => {
      const text = lines.map(([one, end]) => one + end).join('');
      fs.writeFileSync(file, (hasMark ? '\ufeff' : '') + text);
      const matchers = words.map(word);
      const expected = firstSnippet(plain(), matchers, () => 0);
      if (expected) shown++;
      for (const firstPlace of finders) {
        expect(firstSnippet(plain(), matchers, firstPlace)).toEqual(expected);
      }
    }),
    { numRuns: 1500 },
  );
  expect(shown).toBeGreaterThan(500);
});
