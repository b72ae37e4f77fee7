import { describe, expect, it } from 'vitest';
import { isIdStart, showRequest, withIdStart } from './session-id.ts';

it.each([
  ['84f6', true],
  ['84F6a1d3-c25b', true],
  ['84f6a1d3-c25b-4079-8e34-7d90c3b5f107', true],
  ['84f', false],
  ['-84f6', false],
  ['84g6', false],
  ['84f6 a1d3', false],
  ['84f6a1d3-c25b-4079-8e34-7d90c3b5f1070', false],
  ['', false],
])('isIdStart(%j) is %s', (word, expected) => {
  expect(isIdStart(word)).toBe(expected);
});

describe('showRequest', () => {
  it.each([
    [['show', '84f6a1d3'], { id: '84f6a1d3', words: '', mayBeWords: false }],
    [['show', 'cafe', 'due', '-x'], { id: 'cafe', words: 'due -x', mayBeWords: true }],
    [['show'], undefined],
    [['show me'], undefined],
    [['show cafe'], undefined],
    [['show', 'me'], undefined],
    [['Show', '84f6a1d3'], undefined],
    [['84f6a1d3', 'show'], undefined],
    [[], undefined],
    [undefined, undefined],
  ])('of %j', (keyword, expected) => {
    expect(showRequest(keyword)).toEqual(expected);
  });
});

it('withIdStart minds no letter case and keeps the order', () => {
  const sessions = ['ABCD-2', 'bcde', 'abcd-1'].map((id) => ({ id }));
  expect(withIdStart(sessions, 'aBcD').map(({ id }) => id)).toEqual(['ABCD-2', 'abcd-1']);
});
