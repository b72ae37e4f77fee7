import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createRealPath } from '../src/index.ts';

it.skipIf(process.platform === 'win32')(
  'follows links of what is there, and keeps the rest',
  () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'real-')));
    fs.mkdirSync(path.join(folder, 'outside'));
    fs.symlinkSync(path.join(folder, 'outside'), path.join(folder, 'link'));
    const realPath = createRealPath();
    expect(realPath(path.join(folder, 'link', 'new', 'a.ts'))).toBe(
      path.join(folder, 'outside', 'new', 'a.ts'),
    );
    expect(realPath(path.join(folder, 'link'))).toBe(path.join(folder, 'outside'));
    expect(realPath('/no/such/place/a')).toBe('/no/such/place/a');
    expect(realPath('C:/Users/a')).toBe('C:/Users/a');
    expect(realPath('/a\0b')).toBe('/a\0b');
  },
);

it.skipIf(process.platform === 'win32')('keeps what the file system cannot look at', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'real-')));
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, '');
  fs.symlinkSync(path.join(folder, 'b'), path.join(folder, 'a'));
  fs.symlinkSync(path.join(folder, 'a'), path.join(folder, 'b'));
  const closed = path.join(folder, 'closed');
  fs.mkdirSync(closed, { mode: 0o000 });
  const realPath = createRealPath();
  const long = 'n'.repeat(300);
  for (const one of [
    path.join(file, 'x'),
    path.join(file, 'x', 'y'),
    path.join(folder, 'a'),
    path.join(folder, 'a', 'x'),
    path.join(closed, 'x'),
    path.join(closed, 'x', 'y'),
    path.join(folder, long),
    path.join(folder, long, long),
    path.join(folder, 'd/'.repeat(3_000), 'x'),
    path.join(folder, 'd/'.repeat(30_000), 'x'),
    path.join(folder, 'half \ud83d'),
    '/dev/null/x',
  ]) {
    expect(realPath(one), one.slice(0, 80)).toBe(one);
    expect(realPath(one)).toBe(one);
  }
  fs.rmSync(folder, { recursive: true });
});
