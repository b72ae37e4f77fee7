import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { OptionError, readOptions } from './options.ts';
import { drawSizes, formatSize, parseSize } from './sizes.ts';
import { createVocabulary, wordAt } from './vocabulary.ts';

test('reads sizes, numbers and days', () => {
  expect(
    readOptions([
      '--size',
      '1.5MiB',
      '--out',
      'x',
      '--seed',
      '7',
      '--vocabulary',
      '1_000',
      '--clean',
    ]),
  ).toEqual({
    kind: 'corpus',
    options: { out: 'x', size: 1_572_864, seed: 7, vocabulary: 1000, clean: true },
  });
  expect(readOptions(['--activity', '10', '--out', 'x', '--until', '2026-02-28'])).toMatchObject({
    kind: 'activity',
    options: { entries: 10, until: '2026-02-28' },
  });
});

test.each([
  [['--size', '1MiB'], '--out'],
  [['--out', 'x'], '--size'],
  [['--out', 'x', '--size', '1TiBB'], '1TiBB'],
  [['--out', 'x', '--size', '1MiB', '--files', '0'], '--files 0'],
  [['--out', 'x', '--size', '1MiB', '--until', '2026-02-30'], '2026-02-30'],
  [['--out', 'x', '--size', '1MiB', '--days', '3'], '--days'],
  [['--out', 'x', '--activity', '5', '--clean'], '--clean'],
  [['--unknown'], 'unknown'],
])('refuses %j and names what is wrong', (args, named) => {
  expect(() => readOptions(args)).toThrow(OptionError);
  expect(() => readOptions(args)).toThrow(named);
});

test('sizes add up and have the measured shape', () => {
  const sizes = drawSizes(1e9, 2000, createRandom(3)).sort((left, right) => left - right);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(Math.abs(total - 1e9)).toBeLessThan(2000);
  const [median = 0, high = 0] = [sizes[1000], sizes[1900]];
  expect(high / median).toBeGreaterThan(14);
  expect(high / median).toBeLessThan(28);
  expect([parseSize('512'), parseSize('2KiB'), parseSize('x')]).toEqual([512, 2048, undefined]);
  expect([formatSize(512), formatSize(1536), formatSize(3 * 1024 ** 3)]).toEqual([
    '512 B',
    '1.5 KiB',
    '3.0 GiB',
  ]);
});

test('all words of a vocabulary are distinct words, in lower case too', () => {
  const vocabulary = createVocabulary(120_000, 5);
  const words = Array.from({ length: vocabulary.size }, (_, index) => wordAt(vocabulary, index));
  expect(new Set(words.map((word) => word.toLowerCase())).size).toBe(words.length);
  expect(words.filter((word) => !/^[\p{L}\p{N}_]+$/u.test(word))).toEqual([]);
});
