import fs from 'node:fs';
import path from 'node:path';
import {
  createRandom,
  createTranscript,
  runs,
  type TemporaryHome,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repairDatabases } from '../src/index.ts';
import {
  closeStore,
  openStore,
  readCalls,
  readMessages,
  readSessions,
  readUsage,
  refreshStore,
  type Store,
} from '../src/store/index.ts';
import { indexOf, makeTemporaryHome, pathOf } from './home.ts';

const SHOP = '/home/mira/web-shop';
const GONE = ['s1', 's2', 's3'];

let temporary: TemporaryHome;
const open: Store[] = [];
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => {
  for (const store of open.splice(0)) closeStore(store);
  return temporary.remove();
});

const inData = (...names: string[]) => path.join(temporary.dataDir, ...names);

function textOf(id: string): string {
  const session = createTranscript({ sessionId: id, cwd: SHOP, startedAt: '2026-03-02T09:00:00Z' });
  for (let turn = 0; turn < 30; turn++) {
    session.user(`Do ${id} ${turn}`);
    session.assistant({
      blocks: [
        textBlock('Yes'),
        { type: 'tool_use', id: `toolu_${id}_${turn}`, name: 'Bash', input: { command: 'ls' } },
      ],
    });
  }
  return session.text();
}

async function refreshed(configFolders = [temporary.configDir]): Promise<Store> {
  const store = openStore({ dataFolder: temporary.dataDir, configFolders });
  open.push(store);
  await refreshStore(store);
  return store;
}

function closeAll(): void {
  for (const store of open.splice(0)) closeStore(store);
}

/** All that a store tells, in an order of its own. */
function told(store: Store): unknown {
  const bare = readMessages(store).map(({ key, source, input, output }) => ({
    ...{ key, session: source.session, isArchived: source.isArchived, input, output },
  }));
  const sum = readUsage(store).reduce((total, { output }) => total + output, 0);
  const calls = [...readCalls(store)].map(({ id, source }) => `${source.session} ${id}`).sort();
  const sessions = readSessions(store).map(({ id, preview, isArchived }) => ({
    ...{ id, preview, isArchived },
  }));
  return { messages: bare, sum, calls, sessions };
}

/** Four sessions, three of which Claude Code has deleted since. */
async function withGone(): Promise<unknown> {
  await writeTree(
    temporary.home,
    Object.fromEntries([...GONE, 's4'].map((id) => [pathOf(id, SHOP), textOf(id)])),
  );
  await refreshed();
  for (const id of GONE) fs.rmSync(path.join(temporary.home, pathOf(id, SHOP)));
  const before = told(await refreshed());
  closeAll();
  return before;
}

const overwrite = (name: string, at: number, bytes: Buffer | string) => {
  const file = fs.openSync(inData(name), 'r+');
  fs.writeSync(file, Buffer.from(bytes), 0, Buffer.byteLength(bytes), at);
  fs.closeSync(file);
};

/** Reads as a program does, which repairs the databases after an error and reads again. */
async function toldOnceRepaired(): Promise<unknown> {
  try {
    return told(await refreshed());
  } catch {
    closeAll();
    const notes = await repairDatabases(indexOf(temporary));
    expect(notes.join()).toContain('rebuilt: it was damaged');
    return told(await refreshed());
  }
}

/** Overwrites the page at which a table begins. */
function breakTable(table: string): void {
  const store = openStore({ dataFolder: temporary.dataDir, configFolders: [temporary.configDir] });
  const [row] = store.db
    .prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .all(table) as [{ rootpage: number }];
  closeStore(store);
  overwrite('store.db', (row.rootpage - 1) * 4096, Buffer.alloc(4096, 0xff));
}

const DAMAGES: [string, () => void][] = [
  ['begins with nonsense', () => overwrite('store.db', 0, 'X'.repeat(16))],
  ['has lost its header', () => overwrite('store.db', 0, Buffer.alloc(100))],
  ['is empty', () => fs.truncateSync(inData('store.db'), 0)],
  ['is deleted', () => fs.rmSync(inData('store.db'))],
  ['is cut', () => fs.truncateSync(inData('store.db'), 4096 * 3)],
  ['is nonsense', () => fs.writeFileSync(inData('store.db'), 'nonsense '.repeat(999))],
  [
    'is of a version that nobody knows any more',
    () => {
      const store = openStore({
        dataFolder: temporary.dataDir,
        configFolders: [temporary.configDir],
      });
      store.db.exec('PRAGMA user_version = 1');
      closeStore(store);
    },
  ],
];

describe('history of deleted transcripts', () => {
  it.each(DAMAGES)('outlives a store that %s', async (_, damage) => {
    const before = await withGone();
    damage();
    const store = await refreshed();
    expect(told(store)).toEqual(before);
    expect(store.notes).toContain('Restored 3 transcripts that no longer exist from archive.db.');
    closeAll();
    const later = await refreshed();
    expect(told(later)).toEqual(before);
    expect(later.notes).toEqual([]);
  });

  it.each([
    ['is lost', () => fs.rmSync(inData('archive.db'))],
    ['begins with nonsense', () => overwrite('archive.db', 0, 'X'.repeat(16))],
    ['is nonsense', () => fs.writeFileSync(inData('archive.db'), 'nonsense '.repeat(999))],
  ])('is backed up again when the backup %s', async (_, damage) => {
    const before = await withGone();
    damage();
    expect(told(await refreshed())).toEqual(before);
    closeAll();
    fs.rmSync(inData('store.db'));
    expect(told(await refreshed())).toEqual(before);
  });

  it('is salvaged out of a damaged store when there is no backup', async () => {
    const before = await withGone();
    fs.rmSync(inData('archive.db'));
    overwrite('store.db', 0, Buffer.alloc(100));
    const store = await refreshed();
    expect(told(store)).toEqual(before);
    expect(store.notes).toContain(
      'Recovered 3 transcripts that no longer exist from store.db.damaged.',
    );
  });

  it('is salvaged out of a store that was set aside by an earlier version', async () => {
    const before = await withGone();
    fs.rmSync(inData('archive.db'));
    fs.renameSync(inData('store.db'), inData('store.db.damaged'));
    overwrite('store.db.damaged', 0, 'X'.repeat(16));
    expect(told(await refreshed())).toEqual(before);
  });

  it('is salvaged out of both when both are damaged', async () => {
    const before = await withGone();
    for (const name of ['store.db', 'archive.db']) overwrite(name, 0, Buffer.alloc(100));
    expect(told(await refreshed())).toEqual(before);
  });

  it('says what is missing', async () => {
    await withGone();
    fs.rmSync(inData('archive.db'));
    const bytes = fs.readFileSync(inData('store.db'));
    const store = openStore({
      dataFolder: temporary.dataDir,
      configFolders: [temporary.configDir],
    });
    const [{ id }] = store.db.prepare("SELECT id FROM file WHERE session = 's2'").all() as [
      { id: number },
    ];
    const rows = store.db.prepare('SELECT block FROM messages WHERE file = ?').raw().all(id);
    closeStore(store);
    const [[block]] = rows as unknown as [[string]];
    // The text of one block, which lies in pages of its own.
    const at = bytes.indexOf(block.slice(-200));
    overwrite('store.db', at - 50, Buffer.alloc(200, 0xff));
    overwrite('store.db', 0, 'X'.repeat(16));
    const later = await refreshed();
    expect(later.notes.join('\n')).toContain('30 of 30 messages of session s2');
    const sessions = readSessions(later).map(({ id: session }) => session);
    expect(sessions.sort()).toEqual(['s1', 's2', 's3', 's4']);
  });

  it.each(['calls', 'messages', 'file', 'rollup', 'contribution'])(
    'outlives the loss of the page at which the table %s begins',
    async (table) => {
      const before = await withGone();
      breakTable(table);
      fs.rmSync(path.join(temporary.home, pathOf('s4', SHOP)));
      await writeTree(temporary.home, { [pathOf('s4', SHOP)]: `${textOf('s4')}\n` });
      expect(await toldOnceRepaired()).toEqual(before);
    },
  );

  it.each([
    ['file', 'facts', 'web-shop'],
    ['messages', 'block', 'claude'],
    ['calls', 'block', 'Bash'],
  ])('outlives a byte of the table %s that is no UTF-8, in %s', async (table, column, text) => {
    const before = await withGone();
    const bytes = fs.readFileSync(inData('store.db'));
    let hits = 0;
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
      overwrite('store.db', at + 2, Buffer.from([0xff]));
      hits++;
    }
    expect([table, column, hits > 0]).toEqual([table, column, true]);
    // Nothing is new, so that nothing but the reading meets the damage.
    expect(await toldOnceRepaired()).toEqual(before);
  });

  it('outlives any pages of the store that are overwritten or cut off', async () => {
    const before = await withGone();
    const keep = path.join(temporary.home, 'keep');
    fs.cpSync(temporary.dataDir, keep, { recursive: true });
    const random = createRandom(29);
    const nonsense = [0xff, 0x00, 0x5a];
    for (let trial = 0; trial < runs(20, 600); trial++) {
      closeAll();
      fs.rmSync(temporary.dataDir, { recursive: true });
      fs.cpSync(keep, temporary.dataDir, { recursive: true });
      const pages = fs.statSync(inData('store.db')).size / 4096;
      const damages: string[] = [];
      for (let count = 1 + random.below(4); count > 0; count--) {
        const page = random.below(pages);
        const byte = random.pick(nonsense);
        damages.push(`${page}: ${byte}`);
        overwrite('store.db', page * 4096, Buffer.alloc(4096, byte));
      }
      if (random.chance(0.2)) fs.truncateSync(inData('store.db'), random.below(pages) * 4096);
      // Twice: what the first run left must be whole.
      for (const _ of ['first', 'second']) {
        const after = await toldOnceRepaired();
        expect([trial, damages, after]).toEqual([trial, damages, before]);
        closeAll();
      }
    }
  }, 900_000);

  it('leaves databases alone that are not damaged', async () => {
    await withGone();
    const bytes = fs.readFileSync(inData('store.db'));
    expect(await repairDatabases(indexOf(temporary))).toEqual([]);
    expect(fs.readFileSync(inData('store.db')).equals(bytes)).toBe(true);
  });
});

describe('history of several config folders', () => {
  const other = () => path.join(temporary.home, 'other');

  async function writeBoth(): Promise<void> {
    await writeTree(temporary.home, {
      [pathOf('s1', SHOP)]: textOf('s1'),
      [pathOf('s2', SHOP).replace('.claude', 'other')]: textOf('s2'),
      // A copy of what the other folder holds.
      [pathOf('s1', SHOP).replace('.claude', 'other')]: textOf('s1'),
    });
  }

  const ids = (store: Store) =>
    readSessions(store).map(({ id, isArchived }) => `${id} ${isArchived}`);

  it('belongs to the folder that it was read from', async () => {
    await writeBoth();
    const first = told(await refreshed());
    const second = await refreshed([other()]);
    expect(ids(second).sort()).toEqual(['s1 false', 's2 false']);
    expect(second.notes).toEqual([]);
    expect(told(await refreshed())).toEqual(first);
    const both = await refreshed([temporary.configDir, other()]);
    expect(readMessages(both)).toHaveLength(60);
    expect(told(await refreshed())).toEqual(first);
    expect(readMessages(await refreshed([other()]))).toHaveLength(60);
  });

  it('is empty for a folder that does not exist', async () => {
    await writeBoth();
    await refreshed();
    const store = await refreshed([path.join(temporary.home, 'nowhere')]);
    expect(readUsage(store)).toEqual([]);
    expect(readSessions(store)).toEqual([]);
    expect(store.notes).toEqual([]);
    expect(fs.existsSync(inData('folders'))).toBe(false);
  });

  it('makes no difference where a further folder does not exist', async () => {
    await writeBoth();
    const first = told(await refreshed([temporary.configDir, path.join(temporary.home, 'x')]));
    expect(told(await refreshed())).toEqual(first);
    expect(fs.existsSync(inData('folders'))).toBe(false);
  });

  it('comes along when a folder is read together with another', async () => {
    await writeBoth();
    await refreshed();
    fs.rmSync(path.join(temporary.home, pathOf('s1', SHOP)));
    await refreshed();
    fs.rmSync(path.join(other(), 'projects'), { recursive: true });
    await writeTree(other(), { 'projects/-x/s9.jsonl': textOf('s9') });
    const both = await refreshed([temporary.configDir, other()]);
    expect(ids(both).sort()).toEqual(['s1 true', 's9 false']);
  });

  it('is divided when an earlier version has mixed it', async () => {
    await writeBoth();
    fs.rmSync(path.join(other(), pathOf('s1', SHOP).replace('.claude/', '')));
    // As an earlier version did it: one store for whatever was read.
    const mixed = await refreshed([temporary.configDir, other()]);
    expect(ids(mixed)).toHaveLength(2);
    closeAll();
    fs.rmSync(inData('config-folders.json'));
    fs.rmSync(path.join(other(), 'projects'), { recursive: true });
    fs.mkdirSync(path.join(other(), 'projects'));
    const own = await refreshed();
    expect(ids(own)).toEqual(['s1 false']);
    expect(readMessages(own)).toHaveLength(30);
    const others = await refreshed([other()]);
    expect(ids(others)).toEqual(['s2 true']);
    expect(readMessages(others)).toHaveLength(30);
  });
});
