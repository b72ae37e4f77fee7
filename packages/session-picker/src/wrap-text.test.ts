import { displayWidth } from '@cco/terminal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapText } from './wrap-text.ts';

function wrap(text: string, width: number): string[] {
  return wrapText(text, width).map(({ start, end }) => text.slice(start, end));
}

describe('wrapText', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 8, ['one two', 'three']],
    ['onetwothree', 4, ['onet', 'woth', 'ree']],
    ['a onetwothree', 5, ['a', 'onetw', 'othre', 'e']],
    ['a\n\nb', 5, ['a', '', 'b']],
    ['日本語です', 5, ['日本', '語で', 'す']],
    ['', 5, ['']],
    ['ab     cd', 4, ['ab', 'cd']],
  ])('breaks %j at %i', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it('fits, and loses nothing but blanks and line breaks', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\n', '日', '👍', 'e\u0301', '-'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (one, width) => {
        const lines = wrap(one, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(one.replace(/\s/g, ''));
      }),
    );
  });
});
