import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Day } from '@cco/calendar';
import { activityEntry, activityText, originalLoggerText } from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type LogEntry,
  type LogProblem,
  type ReadLogOptions,
  readActivityLog,
} from '../src/index.ts';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-log-'));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

function read(options: Partial<ReadLogOptions> = {}) {
  const entries: LogEntry[] = [];
  const problems: LogProblem[] = [];
  const summary = readActivityLog({
    folders: [{ path: root, person: undefined }],
    onEntry: (entry) => entries.push(entry),
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  return { entries, problems, summary };
}

describe('readActivityLog', () => {
  it('gives entries the day of their file and fills their gaps', () => {
    write('activity-2026-01-15.jsonl', `${JSON.stringify({ timestamp: 'late', tool: null })}\n`);
    write(
      'activity-2026-01-14.jsonl',
      activityText([activityEntry({ exit_code: 2, error: 'no' })]),
    );
    expect(read()).toEqual({
      problems: [],
      summary: { files: 2, entries: 2, failures: [] },
      entries: [
        {
          day: '2026-01-14',
          person: undefined,
          timestamp: '2026-01-14T15:30:00Z',
          sessionId: '1705234567-12345',
          tool: 'Edit',
          project: 'my-app',
          file: 'src/components/Button.tsx',
          command: undefined,
          tokens: { input: 350, output: 120, total: 470 },
          exitCode: 2,
          error: 'no',
        },
        {
          day: '2026-01-15',
          person: undefined,
          timestamp: 'late',
          sessionId: 'unknown',
          tool: 'unknown',
          project: 'unknown',
          file: undefined,
          command: undefined,
          tokens: { input: 0, output: 0, total: 0 },
          exitCode: undefined,
          error: undefined,
        },
      ],
    });
  });

  it('reads entries of the original logger, of ours, and both in one file', () => {
    const one = [activityEntry()];
    const three = originalLoggerText(one) + activityText(one) + originalLoggerText(one);
    write('activity-2026-01-14.jsonl', three);
    expect(read().summary.entries).toBe(3);
  });

  it('leaves out days outside the range', () => {
    for (const day of [13, 14, 15, 16]) {
      write(`activity-2026-01-${day}.jsonl`, activityText([activityEntry()]));
    }
    const range = { since: '2026-01-14' as Day, until: '2026-01-15' as Day };
    expect(read({ range }).entries.map(({ day }) => day)).toEqual(['2026-01-14', '2026-01-15']);
    expect(read({ range }).summary.files).toBe(2);
  });

  it('names each problem with its place', () => {
    const good = activityText([activityEntry()]);
    const wrong = '{"timestamp":"x","tool":7}\n';
    const file = write('activity-2026-01-14.jsonl', `${good}${wrong}torn"}\n${good}{"timestamp":`);
    const offset = Buffer.byteLength(good);
    expect(read().problems).toMatchObject([
      { file, code: 'invalid', line: 2, offset, lines: 1, message: 'tool: expected string' },
      { file, code: 'torn', line: 3, offset: offset + wrong.length, lines: 1 },
      { file, code: 'unfinished', line: 5, bytes: 13, lines: 1 },
    ]);
  });

  it('takes fractions off tokens and refuses what no count can be', () => {
    const tokens = [
      { input: 1.9, output: 0.1, total: 2 },
      { input: 1e300, output: 0, total: 0 },
      { input: -1, output: 0, total: 0 },
    ];
    const lines = tokens.map((one) => JSON.stringify({ timestamp: 'x', tokens: one }));
    write('activity-2026-01-14.jsonl', `${lines.join('\n')}\n`);
    const { entries, problems } = read();
    expect(entries.map((entry) => entry.tokens)).toEqual([{ input: 1, output: 0, total: 2 }]);
    expect(problems.map(({ message }) => message)).toEqual([
      'tokens: larger than a whole number can be',
      'tokens.input: expected at least 0',
    ]);
  });

  it('goes on when a file vanishes after it was listed', () => {
    write('activity-2026-01-14.jsonl', activityText([activityEntry()]));
    const second = write('activity-2026-01-15.jsonl', activityText([activityEntry()]));
    const { summary, problems } = read({ onEntry: () => fs.rmSync(second, { force: true }) });
    expect(summary).toEqual({ files: 2, entries: 1, failures: [] });
    expect(problems).toMatchObject([{ file: second, code: 'unreadable', lines: 0 }]);
  });

  it('does not fail at a folder with the name of a log', () => {
    fs.mkdirSync(path.join(root, 'activity-2026-01-14.jsonl'));
    expect(read().problems).toMatchObject([{ code: 'unreadable', message: 'it is a folder' }]);
  });

  it('names the person of each folder, and the folders that it could not list', () => {
    write('ada/activity-2026-01-14.jsonl', activityText([activityEntry()]));
    write('ben/activity-2026-01-14.jsonl', activityText([activityEntry()]));
    const folders = ['ada', 'ben', 'eve'].map((person) => ({
      path: path.join(root, person),
      person,
    }));
    const { entries, summary } = read({ folders });
    expect(entries.map(({ person }) => person)).toEqual(['ada', 'ben']);
    expect(summary.failures).toMatchObject([{ folder: path.join(root, 'eve'), reason: 'missing' }]);
  });

  it('reports progress in bytes of all files', () => {
    const text = activityText(Array.from({ length: 9_000 }, () => activityEntry()));
    write('activity-2026-01-14.jsonl', text);
    write('activity-2026-01-15.jsonl', text);
    const seen: number[] = [];
    read({
      onProgress(done, total) {
        expect(total).toBe(2 * text.length);
        seen.push(done);
      },
    });
    expect(seen.length).toBeGreaterThanOrEqual(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(text.length);
    expect(seen.at(-1)).toBeLessThanOrEqual(2 * text.length);
  });
});
