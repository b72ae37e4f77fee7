import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { createBlockSearch, LONGEST_NEEDLE } from './block-search.ts';

afterEach(() => vi.unstubAllGlobals());

const letters = fc.constantFrom(...Array.from('abAB.[{|é'));
const needles = fc.string({ unit: letters, minLength: 1, maxLength: 6 });

/** A letter of ASCII in both cases, any other byte as it is. */
function classesOf(text: string): number[][] {
  return Array.from(Buffer.from(text.toLowerCase()), (byte) => {
    const isLetter = byte >= 0x61 && byte <= 0x7a;
    return isLetter ? [byte, byte - 0x20] : [byte];
  });
}

/** What is to be found, by comparing texts. */
function placeOf(needle: string, bytes: Buffer, length: number): number {
  return bytes.toString('latin1', 0, length).toLowerCase().indexOf(latin(needle).toLowerCase());
}

function latin(text: string): string {
  return Buffer.from(text.toLowerCase()).toString('latin1');
}

it.each(['with', 'without'])('finds what comparing texts finds, %s WebAssembly', (kind) => {
  if (kind === 'without') vi.stubGlobal('WebAssembly', undefined);
  const search = createBlockSearch(256);
  fc.assert(
    fc.property(
      needles,
      needles,
      fc.string({ unit: letters, maxLength: 100 }),
      fc.nat(30),
      (first, second, text, rest) => {
        const length = search.block.write(text);
        // What lies behind is of an earlier block.
        search.block.fill(first.toLowerCase(), length, length + 30);
        const searched = Math.max(0, length - rest);
        for (const needle of [first, second, first]) {
          expect(search.find(classesOf(needle), searched)).toBe(
            placeOf(needle, search.block, searched),
          );
        }
      },
    ),
    { numRuns: 5000 },
  );
});

it.each(['with', 'without'])('finds long needles by how they begin, %s WebAssembly', (kind) => {
  if (kind === 'without') vi.stubGlobal('WebAssembly', undefined);
  const search = createBlockSearch(512);
  const text = 'ab'.repeat(LONGEST_NEEDLE);
  search.block.fill(0);
  search.block.write(text, 512 - text.length);
  expect(search.find(classesOf(text), 512)).toBe(512 - text.length);
  expect(search.find(classesOf(text), 512 - LONGEST_NEEDLE)).toBe(512 - text.length);
  expect(search.find(classesOf(text), 511 - LONGEST_NEEDLE)).toBe(-1);
  expect(search.find(classesOf(`c${text}`), 512)).toBe(-1);
});
