import { expect, it } from 'vitest';
import { withoutLiveOption } from './without-live-option.ts';

it.each([
  [['--live'], ['live']],
  [
    ['--live', '--budget', 'daily=5'],
    ['live', '--budget', 'daily=5'],
  ],
  [
    ['--timezone', 'UTC', '--live'],
    ['live', '--timezone', 'UTC'],
  ],
  [['blocks', '--live'], ['live']],
  [
    ['blocks', '--active'],
    ['blocks', '--active'],
  ],
  [
    ['monthly', '--live'],
    ['monthly', '--live'],
  ],
  [['live'], ['live']],
  [[], []],
])('turns %j into %j', (words, expected) => {
  expect(withoutLiveOption(words)).toEqual(expected);
});
