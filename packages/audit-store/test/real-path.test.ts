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
