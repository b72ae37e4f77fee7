import fs from 'node:fs';
import path from 'node:path';
import {
  createRandom,
  createTranscript,
  generateCorpus,
  type TemporaryHome,
  type Transcript,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  archivedSessions,
  closeStore,
  openStore,
  readCalls,
  readMessages,
  readProblems,
  readSessions,
  readUsage,
  refreshStore,
  type Store,
} from '../src/store/index.ts';
import { makeTemporaryHome, pathOf } from './home.ts';
import { countSlowly } from './slow-usage.ts';

let temporary: TemporaryHome;
const open: Store[] = [];
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => {
  for (const store of open.splice(0)) closeStore(store);
  return temporary.remove();
});

const SHOP = '/home/mira/web-shop';
const PROJECTS = () => path.join(temporary.configDir, 'projects');
const DATABASE = () => path.join(temporary.dataDir, 'store.db');

function openHere(dataFolder = temporary.dataDir): Store {
  const store = openStore({ dataFolder, configFolders: [temporary.configDir] });
  open.push(store);
  return store;
}

async function refreshed(dataFolder?: string): Promise<Store> {
  const store = openHere(dataFolder);
  await refreshStore(store);
  return store;
}

/** Messages without their keys, whose spelling is the store's own affair. */
function messagesOf(store: Store): unknown[] {
  return sorted(
    readMessages(store).map((message) => ({
      file: message.source.path,
      session: message.source.session,
      model: message.attributes.model,
      agentId: message.attributes.agentId,
      time: message.time,
      input: message.input,
      output: message.output,
      write5m: message.cacheWrite5m,
      write1h: message.cacheWrite1h,
      read: message.cacheRead,
      searches: message.webSearches,
      isFinal: message.isFinal,
    })),
  );
}

function slowly(): unknown[] {
  return sorted([...countSlowly(temporary.configDir).values()]);
}

function sorted(values: readonly unknown[]): unknown[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

/** Rollup and messages must always tell the same. */
function expectConsistent(store: Store): void {
  const rows = readUsage(store);
  const messages = readMessages(store);
  for (const counter of ['input', 'output', 'cacheWrite5m', 'cacheWrite1h', 'cacheRead'] as const) {
    const sum = (list: readonly Record<typeof counter, number>[]) =>
      list.reduce((total, item) => total + item[counter], 0);
    expect(sum(rows)).toBe(sum(messages));
  }
  const count = rows.reduce((total, row) => total + row.messages, 0);
  expect(count).toBe(messages.length);
  const open = rows.reduce((total, row) => total + row.unfinalized, 0);
  expect(open).toBe(messages.filter(({ isFinal }) => !isFinal).length);
}

function transcriptOf(sessionId: string, agentId?: string): Transcript {
  return createTranscript({ sessionId, cwd: SHOP, startedAt: '2026-03-02T09:00:00Z', agentId });
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => fs.statSync(file).isFile());
}

describe('on generated corpora', () => {
  it.each([1, 2, 3, 4])('counts what the obvious implementation counts, seed %i', async (seed) => {
    generateCorpus({
      out: temporary.configDir,
      size: 3_000_000,
      files: 60,
      vocabulary: 5000,
      seed,
    });
    const store = await refreshed();
    expect(messagesOf(store)).toEqual(slowly());
    expect(readMessages(store).length).toBeGreaterThan(50);
    expectConsistent(store);
  });

  it.each([5, 6])(
    'reads files that grow in random chunks as it reads them whole, seed %i',
    async (seed) => {
      const random = createRandom(seed);
      const whole = path.join(temporary.home, 'whole');
      generateCorpus({ out: whole, size: 1_500_000, files: 30, vocabulary: 5000, seed });
      let left = filesBelow(path.join(whole, 'projects')).map((file) => ({
        to: path.join(PROJECTS(), path.relative(path.join(whole, 'projects'), file)),
        content: fs.readFileSync(file),
        at: 0,
      }));
      const store = openHere();
      while (left.length > 0) {
        for (const file of left) {
          if (random.chance(0.4)) continue;
          const end = file.at + 1 + random.below(random.chance(0.5) ? 3000 : 150_000);
          fs.mkdirSync(path.dirname(file.to), { recursive: true });
          fs.appendFileSync(file.to, file.content.subarray(file.at, end));
          file.at = end;
        }
        await refreshStore(store, { batchSize: 1 + random.below(50) });
        left = left.filter(({ at, content }) => at < content.length);
      }
      expect(messagesOf(store)).toEqual(slowly());
      expectConsistent(store);
      const scratch = await refreshed(path.join(temporary.home, 'other-data'));
      expect(sorted(readUsage(store))).toEqual(sorted(readUsage(scratch)));
    },
  );

  it('keeps a session together that is looked at after each line', async () => {
    const session = transcriptOf('s1');
    for (let turn = 0; turn < 60; turn++) {
      // Two lines of one message, so that it stands in two stretches.
      session.assistant({
        blocks: [
          textBlock(`Turn ${turn}`),
          { type: 'tool_use', id: `toolu_${turn}`, name: 'Read', input: { turn } },
        ],
        outputs: [turn + 1, 100 + turn],
      });
    }
    const copy = transcriptOf('s2');
    copy.raw(session.text().split('\n').slice(0, 3).join('\n'));
    await writeTree(temporary.home, { [pathOf('s2', SHOP)]: copy.text() });
    const file = path.join(temporary.home, pathOf('s1', SHOP));
    const store = openHere();
    for (const line of session.text().split('\n').slice(0, -1)) {
      fs.appendFileSync(file, `${line}\n`);
      await refreshStore(store);
    }
    expect(messagesOf(store)).toEqual(slowly());
    expectConsistent(store);
    expect([...readCalls(store)].map(({ input }) => input)).toEqual(
      Array.from({ length: 60 }, (_, turn) => ({ turn })),
    );
    for (const table of ['messages', 'calls']) {
      const row = store.db.prepare(`SELECT count(*) AS blocks FROM ${table}`).get();
      expect((row as { blocks: number }).blocks).toBeLessThan(60);
    }
    const scratch = await refreshed(path.join(temporary.home, 'other-data'));
    expect(sorted(readUsage(store))).toEqual(sorted(readUsage(scratch)));
  });

  it('stays right when files are moved, replaced, cut and deleted at random', async () => {
    const random = createRandom(11);
    generateCorpus({ out: temporary.configDir, size: 1_500_000, files: 40, vocabulary: 5000 });
    const store = await refreshed();
    for (let round = 0; round < 16; round++) {
      const files = filesBelow(PROJECTS()).filter((file) => file.endsWith('.jsonl'));
      const [one, other] = [random.pick(files), random.pick(files)];
      if (one === other) continue;
      const change = round % 4;
      if (change === 0) fs.writeFileSync(one, fs.readFileSync(other));
      else if (change === 3) {
        const text = fs.readFileSync(one, 'utf8');
        fs.writeFileSync(one, text.replace(/"output_tokens":\d/, '"output_tokens":9'));
      } else if (change === 1) fs.truncateSync(one, random.below(fs.statSync(one).size + 1));
      else fs.renameSync(one, one.replace(/\.jsonl$/, 'x.jsonl'));
      await refreshStore(store);
      expect(messagesOf(store)).toEqual(slowly());
      expectConsistent(store);
    }
  });

  it('keeps the messages of files that vanish', async () => {
    generateCorpus({ out: temporary.configDir, size: 1_000_000, files: 30, vocabulary: 5000 });
    const store = await refreshed();
    const before = messagesOf(store);
    const [first = '', ...others] = fs.readdirSync(PROJECTS());
    for (const name of others) fs.rmSync(path.join(PROJECTS(), name), { recursive: true });
    const { filesArchived } = await refreshStore(store);
    expect(filesArchived).toBeGreaterThan(5);
    expect(messagesOf(store)).toEqual(before);
    const kept = readMessages(store).filter(({ source }) => !source.isArchived);
    expect(new Set(kept.map(({ source }) => source.slug))).toEqual(new Set([first]));
    expect(await refreshStore(store)).toMatchObject({ filesRead: 0, filesArchived: 0 });
  });
});

describe('counting', () => {
  async function count(files: Record<string, string>) {
    await writeTree(temporary.home, files);
    const store = await refreshed();
    expect(messagesOf(store)).toEqual(slowly());
    expectConsistent(store);
    return { store, messages: readMessages(store) };
  }

  it('merges the lines of a message by the maximum, and marks output without an end', async () => {
    const session = transcriptOf('s1');
    session.assistant({ blocks: [textBlock('a'), textBlock('b')], outputs: [900, 3] });
    session.assistant({ blocks: [textBlock('c')], stopReason: null });
    const { messages, store } = await count({ [pathOf('s1', SHOP)]: session.text() });
    expect(messages.map(({ output, isFinal }) => [output, isFinal])).toEqual([
      [900, true],
      [expect.any(Number), false],
    ]);
    expect(readUsage(store).reduce((sum, row) => sum + row.unfinalized, 0)).toBe(1);
  });

  it('counts advisors apart, skips made-up models and zeros, and splits cache writes', async () => {
    const session = transcriptOf('s1');
    const iterations = [
      { type: 'message', input_tokens: 5, output_tokens: 6 },
      { type: 'advisor_message', model: 'claude-opus-5', input_tokens: 7, output_tokens: 8 },
    ];
    const usage = {
      input_tokens: 5,
      output_tokens: 6,
      cache_creation_input_tokens: 100,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 30 },
      iterations,
    };
    const both = [textBlock('a'), textBlock('b')];
    session.assistant({ blocks: both, messageFields: { usage } });
    session.assistant({ blocks: both, model: '<synthetic>' });
    session.assistant({ blocks: both, messageFields: { usage: { input_tokens: 0 } } });
    session.assistant({ blocks: both, usage: null });
    const { messages } = await count({ [pathOf('s1', SHOP)]: session.text() });
    expect(
      messages.map((m) => [m.attributes.model, m.input, m.cacheWrite5m, m.cacheWrite1h]),
    ).toEqual([
      ['claude-sonnet-4-6', 5, 70, 30],
      ['claude-opus-5', 7, 0, 0],
    ]);
  });

  it('tells counters that are no counts, and takes the others', async () => {
    const session = transcriptOf('s1');
    session.user('Hello');
    const usage = { input_tokens: '12', output_tokens: -4, cache_read_input_tokens: 9 };
    session.assistant({ blocks: [textBlock('a')], messageFields: { usage } });
    session.raw('{"torn":"usa\n');
    const { messages, store } = await count({ [pathOf('s1', SHOP)]: session.text() });
    expect(messages).toMatchObject([{ input: 0, output: 0, cacheRead: 9 }]);
    expect(readProblems(store).map(({ line, code, message }) => [line, code, message])).toEqual([
      [2, 'invalid', 'input_tokens is not a count'],
      [2, 'invalid', 'output_tokens is not a count'],
      [3, 'torn', expect.any(String)],
    ]);
  });

  it('keeps price-relevant facts and what the records name as the cause', async () => {
    const session = transcriptOf('s1');
    session.assistant({
      blocks: [textBlock('a')],
      messageFields: {
        usage: {
          input_tokens: 250_000,
          speed: 'fast',
          service_tier: 'batch',
          inference_geo: 'us',
          server_tool_use: { web_search_requests: 3 },
        },
      },
      fields: { attributionSkill: 'tidy', attributionMcpServer: 'maps', costUSD: 0.25 },
    });
    const { store } = await count({ [pathOf('s1', SHOP)]: session.text() });
    expect(readUsage(store)).toMatchObject([
      {
        attributes: {
          speed: 'fast',
          serviceTier: 'batch',
          inferenceGeo: 'us',
          skill: 'tidy',
          mcpServer: 'maps',
        },
        promptClass: 3,
        webSearches: 3,
        cost: 250_000_000,
        time: Date.parse('2026-03-02T09:00:00Z'),
      },
    ]);
  });

  it('counts subagents of every layout for their parent, once', async () => {
    const agent = transcriptOf('s1', 'abc');
    agent.assistant({ blocks: [textBlock('a')], messageId: 'msg_1', requestId: 'req_1' });
    const session = transcriptOf('s1');
    session.user('Hello');
    session.progress(
      { type: 'agent_progress', agentId: 'abc', message: JSON.parse(agent.text()) },
      'toolu_1',
    );
    const old = transcriptOf('s1', 'def');
    old.assistant({ blocks: [textBlock('a')] });
    const folder = path.posix.dirname(pathOf('s1', SHOP));
    const { messages, store } = await count({
      [pathOf('s1', SHOP)]: session.text(),
      [`${folder}/s1/subagents/agent-abc.jsonl`]: agent.text(),
      [`${folder}/s1/subagents/workflows/wf_1/journal.jsonl`]: '{"type":"launched"}\n',
      [`${folder}/agent-def.jsonl`]: old.text(),
    });
    expect(messages.map(({ source }) => [source.session, source.agent]).sort()).toEqual([
      ['s1', 'abc'],
      ['s1', 'def'],
    ]);
    expect(readUsage(store, { session: 's1' })).toHaveLength(2);
    expect(readUsage(store, { session: 'abc' })).toEqual([]);
  });

  it('finds folders, previews and costs of sessions, archived ones too', async () => {
    const session = transcriptOf('s1');
    session.user('Why is the cart empty?');
    session.record({ type: 'cost-state', sessionId: 's1', totalCostUSD: 1 });
    session.record({ type: 'cost-state', sessionId: 's1', totalCostUSD: 2.5, modelUsage: {} });
    const { store } = await count({ [pathOf('s1', SHOP)]: session.text() });
    fs.rmSync(path.join(temporary.home, pathOf('s1', SHOP)));
    await refreshStore(store);
    expect(readSessions(store)).toMatchObject([
      {
        id: 's1',
        cwd: SHOP,
        preview: 'Why is the cart empty?',
        isArchived: true,
        costState: { totalCostUSD: 2.5 },
      },
    ]);
  });
});

describe('the file of the store', () => {
  async function writeOne(): Promise<void> {
    const session = transcriptOf('s1');
    session.assistant({ blocks: [textBlock('a')] });
    await writeTree(temporary.home, { [pathOf('s1', SHOP)]: session.text() });
  }

  it('is private, and is not touched when nothing is new', async () => {
    await writeOne();
    await refreshed();
    expect(fs.statSync(DATABASE()).mode & 0o777).toBe(0o600);
    expect(fs.statSync(temporary.dataDir).mode & 0o777).toBe(0o700);
    fs.utimesSync(DATABASE(), 1000, 1000);
    const store = openHere();
    expect(await refreshStore(store)).toMatchObject({
      filesRead: 0,
      filesArchived: 0,
      problems: [],
    });
    expect(fs.statSync(DATABASE()).mtimeMs).toBe(1_000_000);
    expect(storeFiles()).toEqual(['store.db']);
    expect(readMessages(store)).toHaveLength(1);
  });

  it.each([
    ['not a database', () => fs.writeFileSync(DATABASE(), 'nonsense '.repeat(999))],
    ['damaged inside', () => fs.writeFileSync(DATABASE(), damaged(fs.readFileSync(DATABASE())))],
  ])('is rebuilt when it is %s', async (_, damage) => {
    await writeOne();
    await refreshed();
    open.splice(0).forEach(closeStore);
    damage();
    const store = await refreshed();
    expect(store.notes).toEqual([expect.stringContaining('rebuilt')]);
    expect(messagesOf(store)).toEqual(slowly());
    expect(storeFiles()).toEqual(['store.db', 'store.db.damaged']);
    expect((await refreshed()).notes).toEqual([]);
  });

  it('sets aside what is damaged without losing what was set aside before', async () => {
    await writeOne();
    for (const _ of ['first', 'second']) {
      await refreshed();
      open.splice(0).forEach(closeStore);
      fs.writeFileSync(DATABASE(), 'nonsense '.repeat(999));
    }
    await refreshed();
    expect(storeFiles()).toEqual(['store.db', 'store.db.damaged', 'store.db.damaged-2']);
  });

  it('brings a store of the version before up to date, with its history', async () => {
    await writeOne();
    const store = await refreshed();
    const messages = messagesOf(store);
    store.db.exec('DROP TABLE listing; DROP TABLE archive_seen; PRAGMA user_version = 2');
    closeStore(open.pop() as Store);
    fs.rmSync(PROJECTS(), { recursive: true });
    fs.mkdirSync(PROJECTS());
    const later = await refreshed();
    expect(later.notes).toEqual([]);
    expect(messagesOf(later)).toEqual(messages);
    expect(messages).not.toEqual([]);
    expect(later.db.pragma('user_version')).toEqual([{ user_version: 5 }]);
  });

  it('reads files once more that an older version read without their folders', async () => {
    await writeOne();
    const store = await refreshed();
    const messages = messagesOf(store);
    store.db.exec(
      `UPDATE attributes SET json = json_remove(json, '$.cwd'); DROP TABLE archive_seen; PRAGMA user_version = 3`,
    );
    closeStore(open.pop() as Store);
    const later = await refreshed();
    expect(later.notes).toEqual([]);
    expect(messagesOf(later)).toEqual(messages);
    const [attributes] = readUsage(later).map((row) => row.attributes);
    expect(attributes).toHaveProperty('cwd', null);
  });

  it('dates sessions that an older version did not date', async () => {
    await writeOne();
    const dates = async () => {
      const store = await refreshed();
      const kept = store.db.prepare("SELECT facts ->> '$.lastTime' AS time FROM file").all();
      const archived = archivedSessions(store).map(({ lastTime }) => ({ time: lastTime }));
      return { kept, archived, store };
    };
    const { kept, store } = await dates();
    const outdate = `UPDATE file SET facts = json_remove(facts, '$.lastTime'); PRAGMA user_version = 4`;
    store.db.exec(outdate);
    const again = await dates();
    expect(again.kept).toEqual(kept);
    fs.rmSync(PROJECTS(), { recursive: true });
    fs.mkdirSync(PROJECTS());
    (await refreshed()).db.exec(outdate);
    expect((await dates()).archived).toEqual(kept);
  });

  it('is rebuilt when it is of a version that nobody knows any more', async () => {
    await writeOne();
    (await refreshed()).db.exec('PRAGMA user_version = 1');
    const later = await refreshed();
    expect(later.notes).toEqual([expect.stringContaining('older version')]);
    expect(messagesOf(later)).toEqual(slowly());
  });

  it('is left alone when a newer version wrote it', async () => {
    await writeOne();
    const store = await refreshed();
    store.db.exec('PRAGMA user_version = 99');
    const bytes = fs.readFileSync(DATABASE());
    const later = await refreshed();
    expect(later.notes).toEqual([expect.stringContaining('newer version')]);
    expect(messagesOf(later)).toEqual(slowly());
    expect(fs.readFileSync(DATABASE()).equals(bytes)).toBe(true);
  });

  it('is done without where none can be made', async () => {
    await writeOne();
    const blocked = path.join(temporary.home, 'a-file');
    fs.writeFileSync(blocked, '');
    const store = await refreshed(blocked);
    expect(store.notes).toEqual([expect.stringContaining('could not be kept')]);
    expect(messagesOf(store)).toEqual(slowly());
  });

  it('gives the right answer from memory when it cannot grow, and keeps what it had', async () => {
    await writeOne();
    const store = await refreshed();
    const [{ page_count: pages }] = store.db.pragma('page_count') as [{ page_count: number }];
    store.db.exec(`PRAGMA max_page_count = ${pages}`);
    generateCorpus({ out: temporary.configDir, size: 1_000_000, files: 20, vocabulary: 5000 });
    await refreshStore(store);
    expect(store.notes).toEqual([expect.stringContaining('full')]);
    expect(messagesOf(store)).toEqual(slowly());
    const later = openHere();
    expect(readMessages(later)).toHaveLength(1);
    await refreshStore(later);
    expect(messagesOf(later)).toEqual(slowly());
  });

  it('is no error without a config folder, and with files that cannot be read', async () => {
    const store = await refreshed();
    expect(readUsage(store)).toEqual([]);
    await writeOne();
    fs.mkdirSync(path.join(PROJECTS(), 'x', 'dir.jsonl'), { recursive: true });
    expect(await refreshStore(store)).toMatchObject({ filesRead: 1, problems: [] });
    const loop = path.join(PROJECTS(), 'x', 'loop.jsonl');
    fs.symlinkSync(loop, loop);
    expect(await refreshStore(store)).toMatchObject({ filesRead: 0, problems: [{ file: loop }] });
    expect(readMessages(store)).toHaveLength(1);
  });

  it('answers with what it has while another process does not release it', async () => {
    await writeOne();
    const other = await refreshed();
    const session = transcriptOf('s2');
    session.assistant({ blocks: [textBlock('b')] });
    await writeTree(temporary.home, { [pathOf('s2', SHOP)]: session.text() });
    const store = openStore({
      dataFolder: temporary.dataDir,
      configFolders: [temporary.configDir],
      busyTimeoutMs: 20,
    });
    open.push(store);
    other.db.exec('BEGIN IMMEDIATE');
    await refreshStore(store);
    expect(store.notes).toEqual([expect.stringContaining('Another process')]);
    expect(readMessages(store)).toHaveLength(1);
    other.db.exec('ROLLBACK');
    await refreshStore(store);
    expect(messagesOf(store)).toEqual(slowly());
  });

  it('reads a record longer than a stretch, and what is behind it', async () => {
    const session = transcriptOf('s1');
    session.user('Hello');
    session.assistant({ blocks: [textBlock('x'.repeat(34_000_000))] });
    session.assistant({ blocks: [textBlock('a')] });
    await writeTree(temporary.home, { [pathOf('s1', SHOP)]: session.text() });
    const store = await refreshed();
    expect(messagesOf(store)).toEqual(slowly());
    expect(readMessages(store)).toHaveLength(2);
  });
});

function storeFiles(): string[] {
  return fs
    .readdirSync(temporary.dataDir)
    .filter((name) => name.startsWith('store.db'))
    .sort();
}

/** Nonsense over all pages but the first. */
function damaged(bytes: Buffer): Buffer {
  const [pageSize = 4096] = [bytes.readUInt16BE(16)];
  return bytes.fill(0x5a, pageSize);
}
