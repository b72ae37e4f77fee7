import fs from 'node:fs';
import path from 'node:path';
import {
  createTranscript,
  projectFolder,
  type TemporaryHome,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  activeSince,
  closeStore,
  openStore,
  readMessages,
  refreshSession,
  refreshStore,
  type Store,
} from '../src/store/index.ts';
import { makeTemporaryHome, pathOf, sessionText } from './home.ts';

const SHOP = '/home/mira/web-shop';
const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';

let temporary: TemporaryHome;
let store: Store;
let transcript: string;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
  await writeTree(temporary.home, {
    [pathOf(ONE, SHOP)]: sessionText(ONE, SHOP, 'one'),
    [pathOf(TWO, SHOP)]: sessionText(TWO, SHOP, 'two'),
  });
  transcript = path.join(temporary.home, pathOf(ONE, SHOP));
  store = openHere();
});
afterEach(() => {
  closeStore(store);
  return temporary.remove();
});

function openHere(dataFolder = temporary.dataDir): Store {
  return openStore({ dataFolder, configFolders: [temporary.configDir], busyTimeoutMs: 10 });
}

function textOfMore(seed = 2): string {
  const more = createTranscript({
    sessionId: ONE,
    cwd: SHOP,
    startedAt: '2026-03-02T10:00:00Z',
    seed,
  });
  more.user('more');
  more.assistant({ blocks: [textBlock('More')] });
  return more.text();
}

const sessionsOf = (one: Store) =>
  readMessages(one)
    .map(({ source }) => source.session)
    .sort();

describe('refreshSession', () => {
  it('reads the session and no other', async () => {
    expect(await refreshSession(store, { transcript })).toBe(true);
    expect(sessionsOf(store)).toEqual([ONE]);
  });

  it('leaves what a whole refresh would have left', async () => {
    await refreshStore(store);
    fs.appendFileSync(transcript, textOfMore());
    const subagents = path.join(transcript.slice(0, -'.jsonl'.length), 'subagents');
    fs.mkdirSync(subagents, { recursive: true });
    fs.writeFileSync(path.join(subagents, 'agent-a1.jsonl'), textOfMore(3));
    expect(await refreshSession(store, { transcript })).toBe(true);
    const fresh = openHere(path.join(temporary.home, 'other'));
    await refreshStore(fresh);
    expect(readMessages(store)).toEqual(readMessages(fresh));
    expect(readMessages(store)).toHaveLength(4);
    closeStore(fresh);
    expect(await refreshStore(store)).toMatchObject({ filesRead: 0, filesArchived: 0 });
  });

  it('knows a file by any path that leads to it', async () => {
    await refreshStore(store);
    fs.appendFileSync(transcript, textOfMore());
    const link = path.join(temporary.home, 'link');
    fs.symlinkSync(temporary.configDir, link, 'junction');
    const linked = path.join(link, 'projects', projectFolder(SHOP), `${ONE}.jsonl`);
    expect(await refreshSession(store, { transcript: linked })).toBe(true);
    expect(sessionsOf(store)).toEqual([ONE, ONE, TWO]);
    expect(await refreshStore(store)).toMatchObject({ filesRead: 0, filesArchived: 0 });
  });

  it('leaves what is too much to others', async () => {
    await refreshStore(store);
    fs.appendFileSync(transcript, textOfMore());
    const maxBytes = Buffer.byteLength(textOfMore());
    expect(await refreshSession(store, { transcript, maxBytes: maxBytes - 1 })).toBe(false);
    expect(sessionsOf(store)).toEqual([ONE, TWO]);
    expect(await refreshSession(store, { transcript, maxBytes })).toBe(true);
    expect(sessionsOf(store)).toEqual([ONE, ONE, TWO]);
  });

  it.each(['elsewhere/11.jsonl', '.claude/projects/x/none.jsonl', '.claude/projects/x/11.txt'])(
    'knows nothing of %s',
    async (file) => {
      expect(await refreshSession(store, { transcript: path.join(temporary.home, file) })).toBe(
        false,
      );
      expect(readMessages(store)).toEqual([]);
    },
  );

  it('does not wait for a process that writes', async () => {
    const other = new Database(path.join(temporary.dataDir, 'store.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(await refreshSession(store, { transcript })).toBe(false);
    other.exec('ROLLBACK');
    other.close();
    expect(await refreshSession(store, { transcript })).toBe(true);
  });
});

describe('activeSince', () => {
  const HOUR = 3_600_000;
  const start = Date.parse('2026-03-02T00:00:00Z');

  it('finds the last long pause, as a walk through all times does', async () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(minutes, fc.integer({ min: 0, max: 4 * 24 * 60 }), async (at, nowAt) => {
        const times = at.map((minute) => start + minute * 60_000);
        // Rows are sums of quarter hours, and one that has begun counts.
        const now = Math.ceil((start + nowAt * 60_000 + 1) / 900_000) * 900_000 - 1;
        const lines = times.map((time, i) => {
          const one = createTranscript({ sessionId: ONE, cwd: SHOP, startedAt: new Date(time) });
          one.assistant({ blocks: [textBlock('x')], messageId: `msg_${i}`, requestId: `req_${i}` });
          return one.text();
        });
        fs.writeFileSync(transcript, lines.join(''));
        const dataFolder = fs.mkdtempSync(path.join(temporary.home, 'data-'));
        const own = openHere(dataFolder);
        await refreshSession(own, { transcript });
        expect(activeSince(own, { now, quietMs: 5 * HOUR })).toBe(slowly(own, now));
        closeStore(own);
      }),
      { numRuns: 40 },
    );
  });

  function slowly(own: Store, now: number): number | undefined {
    const times = readMessages(own).flatMap(({ time }) =>
      time !== undefined && time <= now ? [time] : [],
    );
    let since = times.at(-1);
    for (const time of times.toReversed()) {
      if (since !== undefined && since - time > 5 * HOUR) break;
      since = time;
    }
    return since;
  }
});
