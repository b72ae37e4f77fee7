import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from './json-object.ts';
import { type ParseFileOptions, parseJsonlFile } from './parse-file.ts';
import type { Problem } from './problem.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-parse-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(text: string | Buffer): string {
  const file = path.join(folder, 'f.jsonl');
  fs.writeFileSync(file, text);
  return file;
}

function parse(file: string, options?: ParseFileOptions) {
  const records: JsonObject[] = [];
  const problems: Problem[] = [];
  const summary = parseJsonlFile(
    file,
    { onRecord: (record) => records.push(record), onProblem: (problem) => problems.push(problem) },
    options,
  );
  return { records, problems, summary };
}

describe('parseJsonlFile', () => {
  it('reads in chunks smaller than a line', () => {
    const records = Array.from({ length: 50 }, (_, n) => ({ n, text: 'é中😀'.repeat(n) }));
    const file = write(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    for (const chunkBytes of [1, 7, 64, 100_000]) {
      expect(parse(file, { chunkBytes }).records).toEqual(records);
    }
  });

  it('goes on where it ended when the file has grown', () => {
    const file = write('{"a":1}\n{"b":');
    const first = parse(file);
    expect(first.records).toEqual([{ a: 1 }]);
    fs.appendFileSync(file, '2}\n{"c":3}\n');
    const second = parse(file, { start: first.summary.next });
    expect(second.records).toEqual([{ b: 2 }, { c: 3 }]);
    expect(second.summary.next).toEqual({ offset: 24, line: 4 });
    expect(parse(file, { start: second.summary.next }).records).toEqual([]);
  });

  it('reads an empty file', () => {
    expect(parse(write(''))).toMatchObject({
      records: [],
      problems: [],
      summary: { next: { offset: 0, line: 1 } },
    });
  });

  it('reads a line of many megabytes', () => {
    const text = 'x'.repeat(20 * 1024 * 1024);
    expect(parse(write(`{"a":"${text}"}\n{"b":2}\n`)).records).toEqual([{ a: text }, { b: 2 }]);
  });

  it('stops when it is told to', () => {
    const file = write('{"a":1}\n'.repeat(100));
    let seen = 0;
    parseJsonlFile(file, { onRecord: () => seen++ }, { chunkBytes: 80, until: () => seen >= 10 });
    expect(seen).toBe(10);
  });

  it('names a file that cannot be read', () => {
    const missing = path.join(folder, 'missing.jsonl');
    expect(parse(missing).problems).toEqual([
      {
        file: missing,
        line: 1,
        offset: 0,
        bytes: 0,
        lines: 0,
        code: 'unreadable',
        message: 'the file is gone',
      },
    ]);
    expect(parse(folder).problems).toMatchObject([
      { code: 'unreadable', message: 'it is a folder' },
    ]);
  });

  it('passes on what a handler throws', () => {
    const file = write('{"a":1}\n');
    const onRecord = () => {
      throw new Error('mine');
    };
    expect(() => parseJsonlFile(file, { onRecord })).toThrow('mine');
  });
});
