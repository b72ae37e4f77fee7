import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const place = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-folder-'));

it('makes a folder with those above it, for the user alone, and again', () => {
  const folder = path.join(place, 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(fs.statSync(folder).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
});

it('refuses where a file is in the way', () => {
  const file = path.join(place, 'file');
  fs.writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow(/EEXIST/);
  expect(() => makeFolder(path.join(file, 'below'))).toThrow(/ENOTDIR|ENOENT/);
});

it.runIf(process.platform === 'linux')('refuses, and returns, where no folder can be', () => {
  expect(() => makeFolder('/proc/cco-no-such-folder')).toThrow();
  expect(() => makeFolder('/proc/cco-no-such-folder/below')).toThrow();
});
