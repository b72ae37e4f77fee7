import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listActivityFiles } from './list-activity-files.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-logs-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('listActivityFiles', () => {
  it('lists logs only, oldest first', () => {
    for (const name of [
      'activity-2026-01-15.jsonl',
      'activity-2025-12-31.jsonl',
      'activity-2026-01-14.jsonl',
      'activity-2026-02-30.jsonl',
      'notes.txt',
    ]) {
      fs.writeFileSync(path.join(folder, name), '');
    }
    expect(listActivityFiles(folder)).toEqual({
      failure: undefined,
      files: ['2025-12-31', '2026-01-14', '2026-01-15'].map((day) => ({
        path: path.join(folder, `activity-${day}.jsonl`),
        name: `activity-${day}.jsonl`,
        day,
      })),
    });
  });

  it('tells a missing folder from a file', () => {
    const missing = path.join(folder, 'none');
    expect(listActivityFiles(missing)).toEqual({
      files: [],
      failure: { folder: missing, reason: 'missing', message: 'there is no such folder' },
    });
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    expect(listActivityFiles(file).failure?.reason).toBe('not-a-folder');
  });

  it.each([
    ['EACCES', 'no-permission'],
    ['EPERM', 'no-permission'],
    ['EIO', 'unreadable'],
  ])('tells a folder that cannot be read (%s)', (code, reason) => {
    const error = Object.assign(new Error(`${code}: it failed`), { code });
    const readdir = vi.spyOn(fs, 'readdirSync').mockImplementation(() => {
      throw error;
    });
    expect(listActivityFiles(folder).failure?.reason).toBe(reason);
    readdir.mockRestore();
  });
});
