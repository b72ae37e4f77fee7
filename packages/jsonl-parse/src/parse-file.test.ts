import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from './json-object.ts';
import type { JsonlSummary } from './jsonl-parser.ts';
import { type ParseFileOptions, parseJsonlFile, parseJsonlFileAsync } from './parse-file.ts';
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

interface Parsed {
  readonly records: JsonObject[];
  readonly problems: Problem[];
  readonly summary: JsonlSummary;
}

type Parse = (file: string, options?: ParseFileOptions) => Promise<Parsed>;

const parseWith =
  (read: typeof parseJsonlFile | typeof parseJsonlFileAsync): Parse =>
  async (file, options) => {
    const records: JsonObject[] = [];
    const problems: Problem[] = [];
    const handlers = {
      onRecord: (record: JsonObject) => records.push(record),
      onProblem: (problem: Problem) => problems.push(problem),
    };
    return { records, problems, summary: await read(file, handlers, options) };
  };

describe.each([
  ['parseJsonlFile', parseWith(parseJsonlFile)],
  ['parseJsonlFileAsync', parseWith(parseJsonlFileAsync)],
])('%s', (_, parse) => {
  it('reads in chunks smaller than a line', async () => {
    const records = Array.from({ length: 50 }, (_, n) => ({ n, text: 'é中😀'.repeat(n) }));
    const file = write(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    for (const chunkBytes of [1, 7, 64, 100_000]) {
      expect((await parse(file, { chunkBytes })).records).toEqual(records);
    }
  });

  it('goes on where it ended when the file has grown', async () => {
    const file = write('{"a":1}\n{"b":');
    const first = await parse(file);
    expect(first.records).toEqual([{ a: 1 }]);
    fs.appendFileSync(file, '2}\n{"c":3}\n');
    const second = await parse(file, { start: first.summary.next });
    expect(second.records).toEqual([{ b: 2 }, { c: 3 }]);
    expect(second.summary.next).toEqual({ offset: 24, line: 4 });
    expect((await parse(file, { start: second.summary.next })).records).toEqual([]);
  });

  it('reads an empty file', async () => {
    expect(await parse(write(''))).toMatchObject({
      records: [],
      problems: [],
      summary: { next: { offset: 0, line: 1 } },
    });
  });

  it('reads a line of many megabytes', async () => {
    const text = 'x'.repeat(20 * 1024 * 1024);
    expect((await parse(write(`{"a":"${text}"}\n{"b":2}\n`))).records).toEqual([
      { a: text },
      { b: 2 },
    ]);
  });

  it('stops when it is told to', async () => {
    const file = write('{"a":1}\n'.repeat(100));
    let seen = 0;
    parseJsonlFile(file, { onRecord: () => seen++ }, { chunkBytes: 80, until: () => seen >= 10 });
    expect(seen).toBe(10);
  });

  it('leaves what is half there when it is stopped to whoever goes on', async () => {
    const texts = ['{"a":1}', '{', '  "b": 2', '}', '{"c":3}{"d":4}', 'torn":1}', '{"e":5}'];
    const file = write(texts.join('\n'));
    const { records: all, problems } = await parse(file);
    for (const chunkBytes of [3, 8, 13, 20]) {
      const records: unknown[] = [];
      let place: JsonlSummary['next'] = { offset: 0, line: 1 };
      for (let count = -1; count !== records.length; ) {
        count = records.length;
        const until = () => records.length > count;
        const onRecord = (record: unknown) => records.push(record);
        place = parseJsonlFile(file, { onRecord }, { chunkBytes, start: place, until }).next;
      }
      expect(records).toEqual(all);
    }
    expect([all.length, problems.length]).toEqual([5, 1]);
  });

  it('names a file that cannot be read', async () => {
    const missing = path.join(folder, 'missing.jsonl');
    expect((await parse(missing)).problems).toEqual([
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
    expect((await parse(folder)).problems).toMatchObject([
      { code: 'unreadable', message: 'it is a folder' },
    ]);
  });

  it('passes on what a handler throws', async () => {
    const file = write('{"a":1}\n');
    const onRecord = () => {
      throw new Error('mine');
    };
    expect(() => parseJsonlFile(file, { onRecord })).toThrow('mine');
  });
});
