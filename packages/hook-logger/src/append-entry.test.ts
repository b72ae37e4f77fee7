import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { appendEntry } from './append-entry.ts';

const isWindows = process.platform === 'win32';
const now = new Date(2026, 0, 14, 23, 59, 59);
const entry = { timestamp: '2026-01-15T07:59:59Z', tool: 'Read' };
const line = '{"timestamp":"2026-01-15T07:59:59Z","tool":"Read"}\n';
let folder: string;
let file: string;

beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'logs-')), 'a', 'logs');
  file = path.join(folder, 'activity-2026-01-14.jsonl');
});

describe('appendEntry', () => {
  it('makes folder and file for their owner only, named by the local day', () => {
    expect(appendEntry(folder, entry, now)).toBe(file);
    appendEntry(folder, entry, now);
    expect(fs.readFileSync(file, 'utf8')).toBe(line + line);
    if (isWindows) return;
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it('writes a line in one call', () => {
    const write = vi.spyOn(fs, 'writeSync');
    appendEntry(folder, { ...entry, file: 'x'.repeat(100_000) }, now);
    expect(write).toHaveBeenCalledTimes(1);
    write.mockRestore();
  });

  it('ends the line that a killed writer left open', () => {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(file, `${line}{"timest`);
    appendEntry(folder, entry, now);
    expect(fs.readFileSync(file, 'utf8')).toBe(`${line}{"timest\n${line}`);
  });

  it('finishes a line that was written in parts', () => {
    const write = fs.writeSync;
    const short = vi
      .spyOn(fs, 'writeSync')
      .mockImplementation(((fd: number, data: Buffer, at: number | null = 0) =>
        write(fd, data, at, Math.min(7, data.length - (at ?? 0)))) as typeof fs.writeSync);
    appendEntry(folder, entry, now);
    short.mockRestore();
    expect(fs.readFileSync(file, 'utf8')).toBe(line);
  });

  it('cuts nothing off where the disk is full, and begins the next line behind the part', () => {
    appendEntry(folder, entry, now);
    const write = fs.writeSync;
    let calls = 0;
    const full = vi.spyOn(fs, 'writeSync').mockImplementation(((fd: number, data: Buffer) => {
      if (calls++ > 0) throw new Error('ENOSPC: no space left on device');
      return write(fd, data, 0, 7);
    }) as typeof fs.writeSync);
    const cut = vi.spyOn(fs, 'ftruncateSync');
    expect(() => appendEntry(folder, entry, now)).toThrow('ENOSPC');
    full.mockRestore();
    expect(cut).not.toHaveBeenCalled();
    cut.mockRestore();
    expect(fs.readFileSync(file, 'utf8')).toBe(line + line.slice(0, 7));
    appendEntry(folder, entry, now);
    expect(fs.readFileSync(file, 'utf8')).toBe(`${line}${line.slice(0, 7)}\n${line}`);
  });

  it('keeps what others write behind a part, and writes the whole line again', () => {
    const other = line.replace('"', '"other_');
    const write = fs.writeSync;
    let calls = 0;
    const torn = vi.spyOn(fs, 'writeSync').mockImplementation(((fd: number, data: Buffer) => {
      if (calls++ > 0) return write(fd, data);
      const written = write(fd, data, 0, 7);
      fs.appendFileSync(file, `\n${other}`);
      return written;
    }) as typeof fs.writeSync);
    appendEntry(folder, entry, now);
    torn.mockRestore();
    expect(fs.readFileSync(file, 'utf8')).toBe(`${line.slice(0, 7)}\n${other}${line}`);
  });

  it('gives up where nothing can be written', () => {
    const none = vi.spyOn(fs, 'writeSync').mockReturnValue(0);
    expect(() => appendEntry(folder, entry, now)).toThrow('as a whole');
    none.mockRestore();
  });

  it('makes a folder again that vanished', () => {
    appendEntry(folder, entry, now);
    fs.rmSync(folder, { recursive: true });
    appendEntry(folder, entry, now);
    expect(fs.readFileSync(file, 'utf8')).toBe(line);
  });

  it('fails where a folder cannot be', () => {
    const blocked = path.join(path.dirname(path.dirname(folder)), 'file');
    fs.writeFileSync(blocked, '');
    expect(() => appendEntry(blocked, entry, now)).toThrow(/ENOTDIR|ENOENT|EEXIST/);
    expect(() => appendEntry(path.join(blocked, 'logs'), entry, now)).toThrow(
      /ENOTDIR|ENOENT|EEXIST/,
    );
    expect(fs.readFileSync(blocked, 'utf8')).toBe('');
  });
});
