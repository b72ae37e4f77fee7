import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readInput } from './read-input.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-read-input-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function read(text: string, mostBytes?: number): string {
  const file = path.join(folder, 'input');
  fs.writeFileSync(file, text);
  const descriptor = fs.openSync(file, 'r');
  try {
    return readInput(descriptor, mostBytes);
  } finally {
    fs.closeSync(descriptor);
  }
}

it('reads to the end', () => {
  const long = 'é'.repeat(200_000);
  for (const text of ['', 'a', long]) expect(read(text)).toBe(text);
});

it('reads no more than it may', () => {
  expect(read('1234', 4)).toBe('1234');
  expect(() => read('12345', 4)).toThrow('longer than 4 bytes');
  expect(() => read('x'.repeat(1_000_000), 100_000)).toThrow(RangeError);
});
