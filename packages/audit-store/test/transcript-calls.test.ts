import fs from 'node:fs';
import path from 'node:path';
import { closeStore, openStore, refreshStore } from '@cco/session-index/store';
import { copySampleHome, makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditedCall, createTranscriptCalls } from '../src/index.ts';

let temporary: TemporaryHome;
beforeAll(async () => {
  temporary = await makeTemporaryHome();
  await copySampleHome(temporary.home, { today: '2026-11-20' });
});
afterAll(() => temporary.remove());

async function read<Result>(
  use: (source: ReturnType<typeof createTranscriptCalls>) => Result,
): Promise<Result> {
  const store = openStore({
    dataFolder: path.join(temporary.home, 'data'),
    configFolders: [path.join(temporary.home, '.claude')],
  });
  try {
    await refreshStore(store);
    return use(createTranscriptCalls(store));
  } finally {
    closeStore(store);
  }
}

describe('createTranscriptCalls', () => {
  it('gives the calls that a slow look at every line gives, each once', async () => {
    const ids = new Set<string>();
    const projects = path.join(temporary.home, '.claude', 'projects');
    for (const entry of fs.readdirSync(projects, { recursive: true, encoding: 'utf8' })) {
      if (!entry.endsWith('.jsonl') || /journal|orphaned/.test(entry)) continue;
      const text = fs.readFileSync(path.join(projects, entry), 'latin1');
      for (const [, id] of text.matchAll(/"type":"tool_use","id":"([^"]+)"/g))
        ids.add(id as string);
    }
    const calls = await read((source) => [...source.calls({})]);
    const given = calls.map(({ id }) => id);
    expect(new Set(given).size).toBe(given.length);
    expect(given.sort()).toEqual([...ids].sort());
  });

  it('knows how calls ended, and where they stand', async () => {
    const calls = await read((source) => [...source.calls({})]);
    const failed = calls.find(({ outcome, exitCode }) => outcome === 'failed' && exitCode === 101);
    expect(failed?.input).toMatchObject({ command: 'cargo clippy -- -D warnings' });
    for (const { source, line, id } of calls) {
      const text = fs.readFileSync(source.path, 'utf8').split('\n')[line - 1];
      expect(text).toContain(id);
    }
  });

  it('chooses by session and time', async () => {
    const all = await read((source) => [...source.calls({})]);
    const times = all.map(({ time }) => time ?? 0).sort((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)] ?? 0;
    const some = (filter: { since?: number; until?: number; sessions?: string[] }) =>
      read((source) => [...source.calls(filter)].map(({ id }) => id).sort());
    const expected = (wanted: (call: AuditedCall) => boolean) =>
      all
        .filter(wanted)
        .map(({ id }) => id)
        .sort();
    expect(await some({ since: middle })).toEqual(expected(({ time }) => (time ?? 0) >= middle));
    expect(await some({ until: middle })).toEqual(expected(({ time }) => (time ?? 0) < middle));
    const session = all[0]?.source.session ?? '';
    expect(await some({ sessions: [session] })).toEqual(
      expected(({ source }) => source.session === session),
    );
  });

  it('changes the stamp of a session that grows, and of no other', async () => {
    const before = await read((source) => new Map(source.stamps()));
    const [file] = await read((source) =>
      [...source.calls({})].map(({ source: { path: one } }) => one),
    );
    fs.appendFileSync(file ?? '', '{"type":"user"}\n');
    const after = await read((source) => source.stamps());
    const changed = [...after].filter(([session, stamp]) => before.get(session) !== stamp);
    expect(changed).toHaveLength(1);
  });
});
