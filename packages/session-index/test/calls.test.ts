import fs from 'node:fs';
import path from 'node:path';
import {
  createRandom,
  createTranscript,
  generateCorpus,
  type TemporaryHome,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closeStore,
  lastCallChange,
  openStore,
  readCalls,
  refreshStore,
  type Store,
} from '../src/store/index.ts';
import { makeTemporaryHome, pathOf } from './home.ts';
import { callsSlowly } from './slow-calls.ts';

let temporary: TemporaryHome;
let store: Store;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
  store = openStore({ dataFolder: temporary.dataDir, configFolders: [temporary.configDir] });
});
afterEach(() => {
  closeStore(store);
  return temporary.remove();
});

const SHOP = '/home/mira/web-shop';

function callsOf(from = store): unknown[] {
  return [...readCalls(from)].map((call) => ({
    file: call.source.path,
    id: call.id,
    line: call.line,
    offset: call.offset,
    time: call.time,
    tool: call.tool,
    cwd: call.cwd,
    target: call.file ?? call.command,
    outcome: call.outcome,
    exitCode: call.exitCode,
    resultBytes: call.resultBytes,
  }));
}

/** Without a result, JSON has no key for it. */
const plain = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));

describe('readCalls', () => {
  it.each([1, 2, 3, 4])('lists what the obvious implementation lists, seed %i', async (seed) => {
    generateCorpus({
      out: temporary.configDir,
      size: 3_000_000,
      files: 60,
      vocabulary: 5000,
      seed,
    });
    await refreshStore(store);
    expect(plain(callsOf())).toEqual(plain(callsSlowly(temporary.configDir)));
    const outcomes = new Set([...readCalls(store)].map(({ outcome }) => outcome));
    expect(outcomes).toContain('failed');
    expect(outcomes).toContain('ok');
  });

  it.each([5, 6])('gives the same of files that grow in random chunks, seed %i', async (seed) => {
    const random = createRandom(seed);
    const whole = path.join(temporary.home, 'whole');
    generateCorpus({ out: whole, size: 1_500_000, files: 30, vocabulary: 5000, seed });
    const names = fs
      .readdirSync(whole, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.jsonl'));
    for (let part = 1; part <= 5; part++) {
      for (const name of names) {
        const content = fs.readFileSync(path.join(whole, name));
        const end = part === 5 ? content.length : random.below(content.length + 1);
        const to = path.join(temporary.configDir, name);
        fs.mkdirSync(path.dirname(to), { recursive: true });
        const size = fs.existsSync(to) ? fs.statSync(to).size : 0;
        if (end > size) fs.appendFileSync(to, content.subarray(size, end));
      }
      await refreshStore(store);
    }
    expect(plain(callsOf())).toEqual(plain(callsSlowly(temporary.configDir)));
  });

  it('keeps what a call asked for, and not what it wrote', async () => {
    const session = createTranscript({
      sessionId: 's1',
      cwd: SHOP,
      startedAt: '2026-03-02T09:00:00Z',
    });
    const secret = 'never to be kept';
    const input = { file_path: `${SHOP}/ä.ts`, content: secret, note: 'ü'.repeat(3000) };
    session.assistant({
      blocks: [
        textBlock('Grüße'),
        { type: 'tool_use', id: 'toolu_1', name: 'Write', input },
        { type: 'tool_use', id: 'toolu_2', name: 'Bash', input: { command: 'naïve "quotes" \\' } },
        { type: 'tool_use', id: 'toolu_3', name: 'Odd', input: null },
      ],
    });
    await writeTree(temporary.home, { [pathOf('s1', SHOP)]: session.text() });
    await refreshStore(store);
    const calls = [...readCalls(store)];
    expect(calls).toMatchObject([
      { tool: 'Write', file: `${SHOP}/ä.ts`, isCut: true, cwd: SHOP, outcome: undefined },
      { tool: 'Bash', command: 'naïve "quotes" \\', isCut: false },
      { tool: 'Odd', input: null },
    ]);
    expect(calls[0]?.input).toEqual({ file_path: `${SHOP}/ä.ts`, note: 'ü'.repeat(1024) });
    const bytes = fs.readFileSync(path.join(temporary.dataDir, 'store.db'));
    expect(bytes.includes(secret)).toBe(false);
  });

  it('tells a call that was denied from one that failed', async () => {
    const result = (id: string, content: unknown, fields: object = {}) => ({
      type: 'user',
      sessionId: 's1',
      message: {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: id, content, is_error: true }],
      },
      ...fields,
    });
    const session = createTranscript({
      sessionId: 's1',
      cwd: SHOP,
      startedAt: '2026-03-02T09:00:00Z',
    });
    const ids = ['toolu_1', 'toolu_2', 'toolu_3', 'toolu_4'];
    session.assistant({
      blocks: ids.map((id) => ({ type: 'tool_use', id, name: 'Bash', input: { command: id } })),
    });
    session.record(result('toolu_1', 'Exit code 127\nnot found'));
    session.record(result('toolu_2', "The user doesn't want to proceed with this tool use."));
    session.record(result('toolu_3', [], { toolDenialKind: 'automode-blocked' }));
    await writeTree(temporary.home, { [pathOf('s1', SHOP)]: session.text() });
    await refreshStore(store);
    expect([...readCalls(store)].map(({ outcome, exitCode }) => [outcome, exitCode])).toEqual([
      ['failed', 127],
      ['denied', undefined],
      ['denied', undefined],
      [undefined, undefined],
    ]);
  });

  it('filters by session and time, and by what has changed', async () => {
    const write = async (id: string, startedAt: string) => {
      const session = createTranscript({ sessionId: id, cwd: SHOP, startedAt });
      session.assistant({
        blocks: [{ type: 'tool_use', id: `toolu_${id}`, name: 'Read', input: {} }],
      });
      await writeTree(temporary.home, { [pathOf(id, SHOP)]: session.text() });
      await refreshStore(store);
    };
    await write('s1', '2026-03-02T09:00:00Z');
    const change = lastCallChange(store);
    await write('s2', '2026-03-04T09:00:00Z');
    const ids = (filter: Parameters<typeof readCalls>[1]) =>
      [...readCalls(store, filter)].map(({ id }) => id);
    expect(ids({ session: 's1' })).toEqual(['toolu_s1']);
    expect(ids({ since: Date.parse('2026-03-03T00:00:00Z') })).toEqual(['toolu_s2']);
    expect(ids({ until: Date.parse('2026-03-03T00:00:00Z') })).toEqual(['toolu_s1']);
    expect(ids({ changedSince: change })).toEqual(['toolu_s2']);
    expect(ids({ changedSince: lastCallChange(store) })).toEqual([]);
  });
});
