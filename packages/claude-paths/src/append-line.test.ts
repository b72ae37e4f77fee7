import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { appendLine } from './append-line.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-append-line-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

it('adds lines to a file that only its owner may read', () => {
  const file = path.join(folder, 'logs', 'a.log');
  appendLine(file, 'one');
  appendLine(file, 'two');
  expect(fs.readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  if (process.platform !== 'win32') expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

it.skipIf(process.platform === 'win32')('writes into no link and no pipe', () => {
  const target = path.join(folder, 'target');
  const link = path.join(folder, 'link');
  const pipe = path.join(folder, 'pipe');
  fs.symlinkSync(target, link);
  execFileSync('mkfifo', [pipe]);
  expect(() => appendLine(link, 'x')).toThrow();
  expect(() => appendLine(pipe, 'x')).toThrow();
  expect(fs.existsSync(target)).toBe(false);
});
