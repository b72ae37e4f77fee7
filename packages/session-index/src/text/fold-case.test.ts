import { expect, it } from 'vitest';
import { foldCase } from './fold-case.ts';

it('folds every code point as regular expressions compare it', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    const one = String.fromCodePoint(code);
    const related = new Set([one.toLowerCase(), one.toUpperCase(), foldCase(one)]);
    for (const other of related) {
      if (other === one || [...other].length !== 1) continue;
      const isEqual = new RegExp(`^\\u{${other.codePointAt(0)?.toString(16)}}$`, 'iu').test(one);
      if (isEqual !== (foldCase(one) === foldCase(other))) wrong.push(code.toString(16));
    }
    if ([...foldCase(one)].length !== 1) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

it.each([
  ['Straße ΣΟΦΟΣ', 'straße σοφοσ'],
  ['İI ıi', 'İi ıi'],
  ['ſ\u212a', 'sk'],
])('folds %s', (text, folded) => {
  expect(foldCase(text)).toBe(folded);
});
