import { expect, it } from 'vitest';
import { OutOfTimeError, withinTime } from './within-time.ts';

it('gives what work gives, and throws what it throws', () => {
  expect(withinTime(() => 7, 1_000)).toBe(7);
  expect(() =>
    withinTime(() => {
      throw new TypeError('no');
    }, 1_000),
  ).toThrow(TypeError);
});

it.each<[string, () => unknown]>([
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  ['an expression', () => /^(?:a+)+$/.test(`${'a'.repeat(60)}b`)],
])('stops %s', (_, work) => {
  expect(() => withinTime(work, 50)).toThrow(OutOfTimeError);
  expect(withinTime(() => 'next', 1_000)).toBe('next');
});
