import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from './problem.ts';
import { createRepairStream, readRecords } from './record-stream.ts';

const dirty = '\ufeff{"a":1}{"b":2}\r\n{\n  "c": 3\n}\nnonsense\n{"d":4}\n{"e"';

async function collect(source: Readable): Promise<{ records: unknown[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const records: unknown[] = [];
  const stream = readRecords(source, { onProblem: (problem) => problems.push(problem) });
  for await (const record of stream) records.push(record);
  return { records, problems };
}

describe('readRecords', () => {
  it('reads a dirty pipe and names what it could not use', async () => {
    const { records, problems } = await collect(Readable.from([Buffer.from(dirty)]));
    expect(records).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }, { d: 4 }]);
    expect(problems.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['-', 5, 'not-json'],
      ['-', 7, 'torn'],
    ]);
  });

  it('does not depend on how the bytes come in', async () => {
    const bytes = Buffer.from(dirty.replace('1', '"é中"'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 5 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, i) => Buffer.from(bytes.subarray(at[i], end)));
        const filled = chunks.filter((chunk) => chunk.length > 0);
        expect((await collect(Readable.from(filled))).records).toHaveLength(4);
      }),
    );
  });

  it('ends when its source ends early, and ends its source when nobody reads on', async () => {
    const source = new Readable({ read() {} });
    source.push('{"a":1}\n');
    const reading = collect(source);
    setImmediate(() => source.destroy());
    await expect(reading).rejects.toThrow(/premature/i);

    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.from('{"a":1}\n');
      })(),
    );
    for await (const record of readRecords(endless)) {
      expect(record).toEqual({ a: 1 });
      break;
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(endless.destroyed).toBe(true);
  });

  it('passes on the error of its source', async () => {
    const source = new Readable({
      read() {
        this.destroy(new Error('broken pipe'));
      },
    });
    await expect(collect(source)).rejects.toThrow('broken pipe');
  });
});

describe('createRepairStream', () => {
  it('writes strict JSON Lines', async () => {
    const repaired = Readable.from([Buffer.from(dirty)]).pipe(createRepairStream());
    expect(await text(repaired)).toBe('{"a":1}\n{"b":2}\n{   "c": 3 }\n{"d":4}\n');
  });

  it('changes nothing inside records, however deep', async () => {
    const lines = `{"big":12345678901234567890,"small":-0,"huge":1e999}\n{"a":${'['.repeat(6000)}${']'.repeat(6000)}}\n`;
    const repaired = Readable.from([Buffer.from(lines)]).pipe(createRepairStream());
    expect(await text(repaired)).toBe(lines);
  });
});
