import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import * as names from '../../assembly/collector/value-names.ts';
import { answers } from '../../test/random-answers.ts';
import { lines } from '../../test/random-lines.ts';
import { createLineCollector, createTranscriptScanner } from './line-collector.ts';
import { createTranscriptReader, type ReadResult, type ReadTask } from './read-transcript.ts';
import { AT } from './transcript-paths.ts';

// What is taken out of whole lines must be what parsing them gives.

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-collector-'));
const file = path.join(folder, 'session.jsonl');
const SLUG = '-code-b';

afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllGlobals());

type Reader = ReturnType<typeof createTranscriptReader>;

/** A reader that parses every line. */
function createSlowReader(): Reader {
  vi.stubGlobal('WebAssembly', undefined);
  const reader = createTranscriptReader();
  vi.unstubAllGlobals();
  return reader;
}

/**
 * What a reader makes of the file; the calls parsed, because JSON may be spelt in several ways, and
 * the problems in the order of the file, because those of lines that follow each other become one.
 */
function results(read: Reader, task: Partial<ReadTask> = {}): unknown[] {
  const all: ReadResult[] = [];
  read({ path: file, slug: SLUG, wantsFacts: true, before: undefined, ...task }, (result) =>
    all.push(result),
  );
  return all.map((result) => {
    if ('error' in result) return result;
    const problems = [...result.problems].sort((a, b) => a.offset - b.offset);
    return { ...result, problems, calls: result.calls && JSON.parse(result.calls) };
  });
}

/** Records after which nothing of a session is looked for any more. */
const BEGINNING = [
  {
    type: 'user',
    sessionId: 's1',
    cwd: '/code/b',
    message: { role: 'user', content: 'Mend the build' },
  },
].map((record) => JSON.stringify(record));

describe('the names in the assembly', () => {
  it('are the numbers of the paths', () => {
    const inAssembly = Object.fromEntries(
      Object.entries(names).map(([name, number]) => [name.replaceAll('_', ''), number - 1]),
    );
    const numbers = Object.fromEntries(
      Object.entries(AT).map(([name, number]) => [name.toUpperCase(), number]),
    );
    expect(numbers).toMatchObject(inAssembly);
    expect(Object.keys(inAssembly).length).toBeGreaterThan(30);
  });
});

describe('createLineCollector', () => {
  it('takes what parsing gives, of files that hold anything', () => {
    const [fast, slow] = [createTranscriptReader(), createSlowReader()];
    const collector = createCounter();
    fc.assert(
      fc.property(
        fc.array(lines, { minLength: 1, maxLength: 5 }).map((all) => all.flat()),
        fc.constantFrom('\n', '\r\n', '\n\n', ' \n', '\n\ufeff'),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('', '\n', '\n{"type":"as'),
        (all, lineEnd, isSettled, wantsFacts, end) => {
          const text = [...(isSettled ? BEGINNING : []), ...all].join(lineEnd) + end;
          fs.writeFileSync(file, text);
          collector.count(text);
          expect(results(fast, { wantsFacts })).toEqual(results(slow, { wantsFacts }));
        },
      ),
      { numRuns: 3000 },
    );
    expect(collector.taken()).toBeGreaterThan(1000);
    expect(collector.left()).toBeGreaterThan(1000);
  });

  it('takes what parsing gives, of answers that are a little unusual', () => {
    const [fast, slow] = [createTranscriptReader(), createSlowReader()];
    const collector = createCounter();
    fc.assert(
      fc.property(answers, (all) => {
        const text = `${[...BEGINNING, ...all].join('\n')}\n`;
        fs.writeFileSync(file, text);
        collector.count(text);
        expect(results(fast)).toEqual(results(slow));
      }),
      { numRuns: 6000 },
    );
    expect(collector.taken()).toBeGreaterThan(5000);
    expect(collector.left()).toBeGreaterThan(5000);
  });

  it('takes what parsing gives, of more calls than it has room for', () => {
    const agentId = 'a'.repeat(900);
    const record = (index: number) => ({
      type: 'assistant',
      sessionId: 's1',
      cwd: `/code/${'b'.repeat(index % 3)}`,
      timestamp: '2026-03-02T09:00:00.000Z',
      agentId,
      message: {
        id: `msg_${index >> 1}`,
        model: 'm',
        usage: { input_tokens: index, output_tokens: 5 },
        content: Array.from({ length: index % 50 }, (_, call) => ({
          type: 'tool_use',
          id: `toolu_${index}_${call}`,
          name: 'Bash',
          input: {},
        })),
      },
    });
    const records = Array.from({ length: 900 }, (_, index) => JSON.stringify(record(index)));
    fs.writeFileSync(file, `${[...BEGINNING, ...records].join('\n')}\n`);
    const found = results(createTranscriptReader());
    expect(found).toEqual(results(createSlowReader()));
    expect(JSON.stringify(found)).toContain('toolu_899_48');
  });

  it('goes on where a file has grown, and at each end of a chunk', () => {
    const record = (index: number) => ({
      type: 'user',
      sessionId: 's1',
      cwd: '/code/b',
      message: {
        content: [
          { type: 'tool_result', tool_use_id: `toolu_${index}`, content: 'ü'.repeat(index * 7) },
        ],
      },
    });
    const records = Array.from({ length: 700 }, (_, index) => JSON.stringify(record(index)));
    const text = Buffer.from(`${[...BEGINNING, ...records].join('\n')}\n`);
    const [fast, slow] = [createTranscriptReader(), createSlowReader()];
    let before: ReadTask['before'];
    for (const share of [0.3, 0.31, 0.8, 1]) {
      fs.writeFileSync(file, text.subarray(0, Math.round(text.length * share)));
      const found = results(fast, { before });
      expect(found).toEqual(results(slow, { before }));
      before = (found.at(-1) as { state: ReadTask['before'] }).state;
    }
  });

  it('takes nothing out of bytes that are elsewhere', () => {
    const collector = createLineCollector(createTranscriptScanner());
    const taken = collector.collect(
      Buffer.from('{"type":"user"}\n'),
      0,
      { offset: 0, line: 1 },
      { prompt: false, folder: false },
      IGNORED,
    );
    expect(taken).toEqual({ bytes: 0, lines: 0 });
  });

  it('counts lines and bytes far into a file', () => {
    const scanner = createTranscriptScanner();
    const line =
      '{"type":"assistant","timestamp":null,"message":{"content":[{"type":"tool_use","id":"t","name":"Bash"}]}}\n';
    const bytes = scanner.buffer.subarray(0, scanner.buffer.write(line));
    const rows: string[] = [];
    const position = { offset: 5e12, line: 6e9 };
    const wants = { prompt: false, folder: false };
    createLineCollector(scanner).collect(bytes, 0, position, wants, {
      ...IGNORED,
      onCalls: (row) => rows.push(row),
    });
    expect(rows).toEqual(['["t",6000000000,5000000000000,null,"Bash",-1,null,0,null,0]']);
  });

  it('leaves what is still looked for', () => {
    const take = (line: string, wants: { prompt: boolean; folder: boolean }) => {
      const scanner = createTranscriptScanner();
      const bytes = scanner.buffer.subarray(0, scanner.buffer.write(`${line}\n`));
      const collector = createLineCollector(scanner);
      return collector.collect(bytes, 0, { offset: 0, line: 1 }, wants, IGNORED).lines;
    };
    const user = '{"type":"user","cwd":"/code","message":{"content":"Mend the build"}}';
    expect(take(user, { prompt: false, folder: false })).toBe(1);
    expect(take(user, { prompt: true, folder: false })).toBe(0);
    expect(take(user, { prompt: false, folder: true })).toBe(0);
  });
});

const IGNORED = { onCalls() {}, onResults() {}, onPart() {}, onTime() {} };

/** Counts how many lines of a text a collector takes, where it is asked again behind each other. */
function createCounter() {
  const scanner = createTranscriptScanner();
  const collector = createLineCollector(scanner);
  let taken = 0;
  let left = 0;
  return {
    count(text: string): void {
      const bytes = scanner.buffer.subarray(0, scanner.buffer.write(text));
      for (let at = 0; at < bytes.length; ) {
        const position = { offset: at, line: 1 };
        const wants = { prompt: false, folder: false };
        const { bytes: length, lines } = collector.collect(bytes, at, position, wants, IGNORED);
        taken += lines;
        const next = bytes.indexOf('\n', at + length);
        if (next === -1) break;
        left++;
        at = next + 1;
      }
    },
    taken: () => taken,
    left: () => left,
  };
}
