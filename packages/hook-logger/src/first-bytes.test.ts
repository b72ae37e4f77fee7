import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstBytes } from './first-bytes.ts';

it('gives the longest start that fits, as trying every start does', () => {
  const slow = (text: string, limit: number) => {
    const characters = Array.from(text);
    while (Buffer.byteLength(characters.join('')) > limit) characters.pop();
    return characters.join('');
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(30), (text, limit) => {
      expect(firstBytes(text, limit)).toBe(slow(text, limit));
    }),
  );
});
