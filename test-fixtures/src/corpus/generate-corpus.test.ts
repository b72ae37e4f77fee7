import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryHome, type TemporaryHome } from '../builders/temporary-home.ts';
import { projectFolder } from '../project-folder.ts';
import { generateActivityLog } from './generate-activity-log.ts';
import { generateCorpus } from './generate-corpus.ts';

const MIB = 1024 ** 2;

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function transcripts(folder: string): string[] {
  return filesBelow(folder).filter((path) => /[0-9a-f]\.jsonl$/.test(path));
}

function fingerprint(folder: string): string[] {
  return filesBelow(folder).map((path) => {
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
    return `${relative(folder, path)} ${digest} ${statSync(path).mtimeMs}`;
  });
}

test('the same options give the same bytes and times, another seed others', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((name) => join(temporary.home, name));
  const options = { size: 2 * MIB, files: 20, vocabulary: 5000 };
  generateCorpus({ ...options, out: String(one), seed: 7 });
  generateCorpus({ ...options, out: String(two), seed: 7 });
  generateCorpus({ ...options, out: String(three), seed: 8 });
  const transcriptsOf = (folder: unknown) =>
    fingerprint(String(folder)).filter((line) => line.includes('.jsonl '));
  expect(transcriptsOf(one)).toEqual(transcriptsOf(two));
  expect(transcriptsOf(one)).not.toEqual(transcriptsOf(three));
});

test('clean: every line parses, times rise, files are named and dated by what is inside', () => {
  const facts = generateCorpus({
    out: temporary.configDir,
    size: 6 * MIB,
    files: 60,
    vocabulary: 20_000,
    until: '2026-05-05',
    clean: true,
  });
  const paths = transcripts(temporary.configDir);
  expect(paths).toHaveLength(60);
  expect([facts.files, facts.mainFiles, facts.subagentFiles]).toEqual([60, 27, 33]);
  expect(paths.reduce((sum, path) => sum + statSync(path).size, 0)).toBe(facts.bytes);
  expect(Math.abs(facts.bytes / (6 * MIB) - 1)).toBeLessThan(0.05);
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    const records = text
      .slice(0, -1)
      .split('\n')
      .map((line) => JSON.parse(line));
    const chain = records.filter((record) => record.uuid !== undefined);
    const times = chain.map((record) => record.timestamp);
    expect(times).toEqual([...times].sort());
    expect(times.at(-1) < '2026-05-06').toBe(true);
    expect(path).toContain(chain[0].agentId ?? chain[0].sessionId);
    expect(path).toContain(projectFolder(chain[0].cwd));
    const newest = records
      .map((record) => record.timestamp ?? '')
      .sort()
      .at(-1);
    expect(statSync(path).mtime.toISOString() >= newest).toBe(true);
  }
});

test('the mix of lines, back-ends, errors and text is near the measured one', () => {
  generateCorpus({ out: temporary.configDir, size: 12 * MIB, files: 80, vocabulary: 50_000 });
  const types: Record<string, number> = {};
  const messages = new Map<string, Set<string>>();
  const count = { lines: 0, bytes: 0, bad: 0, withoutRequest: 0, results: 0, errors: 0, text: 0 };
  const say = (text: unknown) => {
    if (typeof text === 'string') count.text += Buffer.byteLength(text);
  };
  for (const path of transcripts(temporary.configDir)) {
    const content = readFileSync(path, 'utf8');
    count.bytes += Buffer.byteLength(content);
    for (const line of content.split('\n').filter((text) => text !== '')) {
      count.lines++;
      const record = parse(line);
      if (record === undefined) {
        count.bad++;
        continue;
      }
      types[record.type] = (types[record.type] ?? 0) + 1;
      const body = record.message?.content;
      say(body);
      for (const block of Array.isArray(body) ? body : []) {
        say(block.text);
        say(block.thinking);
        if (block.type === 'tool_use') Object.values(block.input).forEach(say);
        if (block.type !== 'tool_result') continue;
        say(block.content);
        count.results++;
        if (block.is_error) count.errors++;
      }
      if (record.type !== 'assistant') continue;
      if (record.requestId === undefined) count.withoutRequest++;
      const id = String(record.message.id);
      messages.set(id, (messages.get(id) ?? new Set()).add(path));
    }
  }
  const share = (type: string) => (types[type] ?? 0) / count.lines;
  expect(share('assistant')).toBeGreaterThan(0.33);
  expect(share('assistant')).toBeLessThan(0.43);
  expect(share('user')).toBeGreaterThan(0.19);
  expect(share('user')).toBeLessThan(0.27);
  expect(share('progress')).toBeGreaterThan(0.19);
  expect(share('progress')).toBeLessThan(0.27);
  expect(count.withoutRequest / (types['assistant'] ?? 1)).toBeGreaterThan(0.2);
  expect(count.withoutRequest / (types['assistant'] ?? 1)).toBeLessThan(0.38);
  expect(Math.abs(count.errors / count.results - 0.07)).toBeLessThan(0.02);
  expect(count.text / count.bytes).toBeGreaterThan(0.18);
  expect(count.text / count.bytes).toBeLessThan(0.33);
  const perMessage = (types['assistant'] ?? 0) / messages.size;
  expect(perMessage).toBeGreaterThan(2.1);
  expect(perMessage).toBeLessThan(2.8);
  expect([...messages.values()].filter((paths) => paths.size > 1).length).toBeGreaterThan(0);
  expect(count.bad).toBeGreaterThan(0);
  expect(count.bad / count.lines).toBeLessThan(0.01);
});

test('an activity log has its entries spread over its days, every line parses', () => {
  const facts = generateActivityLog({
    out: temporary.logDir,
    entries: 1000,
    days: 7,
    until: '2026-03-03',
  });
  const names = readdirSync(temporary.logDir);
  expect(names[0]).toBe('activity-2026-02-25.jsonl');
  expect(names.at(-1)).toBe('activity-2026-03-03.jsonl');
  expect(facts).toMatchObject({ files: 7, entries: 1000 });
  const entries = names.flatMap((name) =>
    readFileSync(join(temporary.logDir, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => ({ name, entry: JSON.parse(line) })),
  );
  expect(entries).toHaveLength(1000);
  for (const { name, entry } of entries) expect(name).toContain(entry.timestamp.slice(0, 10));
});

function parse(line: string) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
