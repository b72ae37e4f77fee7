import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createByteSearch } from './byte-search.ts';

it('finds what comparing byte by byte finds, in any part of the bytes', () => {
  const byte = fc.integer({ min: 96, max: 100 });
  const needle = fc.array(fc.array(byte, { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(
      needle,
      fc.uint8Array({ min: 96, max: 100, maxLength: 40 }),
      fc.nat(10),
      fc.nat(45),
      (wanted, bytes, start, stop) => {
        const end = Math.min(stop, bytes.length);
        const fits = (at: number) =>
          at + wanted.length <= end &&
          wanted.every((some, place) => some.includes(bytes[at + place] as number));
        const places = Array.from({ length: 45 }, (_, at) => at);
        const first = places.find((at) => at >= start && fits(at)) ?? -1;
        expect(createByteSearch(wanted)(bytes, start, end)).toBe(first);
      },
    ),
    { numRuns: 3000 },
  );
});

it('finds needles that are longer than a byte can count', () => {
  const bytes = Buffer.from(`${'x'.repeat(1000)}${'ab'.repeat(300)}c`);
  const needle = Array.from(Buffer.from(`${'ab'.repeat(300)}c`), (byte) => [byte]);
  expect(createByteSearch(needle)(bytes, 0, bytes.length)).toBe(1000);
});
