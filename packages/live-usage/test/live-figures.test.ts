import fs from 'node:fs';
import path from 'node:path';
import { closeStore, openStore, refreshStore } from '@cco/session-index/store';
import { makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countLiveFigures, recountLiveFigures } from '../src/count-live-figures.ts';
import {
  claimRefresh,
  type LiveOptions,
  readLiveFigures,
  refreshLiveFigures,
} from '../src/index.ts';
import { addMessage, transcriptOf } from './transcripts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-20T12:30:00Z');
const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';
/** Of a thousand tokens of output, in picodollars. */
const MESSAGE = 5_000_000_000n;

let home: TemporaryHome;
beforeEach(async () => {
  home = await makeTemporaryHome();
});
afterEach(() => home.remove());

function optionsFor(session = ONE, more: Partial<LiveOptions> = {}): LiveOptions {
  return {
    dataFolder: home.dataDir,
    configFolders: [home.configDir],
    zone: 'UTC',
    now,
    session: { id: session, transcript: transcriptOf(home, session) },
    ...more,
  };
}

const storeFile = () => path.join(home.dataDir, 'store.db');
const today = async (options: LiveOptions) => {
  const { figures, isStale } = await readLiveFigures(options);
  return { cost: figures?.periods.daily.cost, isStale };
};

describe('readLiveFigures', () => {
  it('knows nothing before all transcripts were looked at, and makes no store', async () => {
    addMessage(transcriptOf(home, ONE), now - HOUR);
    expect(await readLiveFigures(optionsFor())).toEqual({
      figures: undefined,
      session: undefined,
      isStale: true,
    });
    expect(fs.existsSync(storeFile())).toBe(false);
  });

  it('counts what is new of the session that asks', async () => {
    addMessage(transcriptOf(home, ONE), now - HOUR);
    addMessage(transcriptOf(home, TWO), now - HOUR);
    await refreshLiveFigures(optionsFor());
    expect(await today(optionsFor())).toEqual({ cost: 2n * MESSAGE, isStale: false });
    addMessage(transcriptOf(home, ONE), now - 1000);
    addMessage(transcriptOf(home, TWO), now - 1000);
    expect(await today(optionsFor())).toEqual({ cost: 3n * MESSAGE, isStale: false });
    expect(await today(optionsFor(TWO))).toEqual({ cost: 4n * MESSAGE, isStale: false });
    expect(await today(optionsFor(ONE))).toEqual({ cost: 4n * MESSAGE, isStale: false });
  });

  it('counts subagents, and the whole session when asked', async () => {
    addMessage(transcriptOf(home, ONE), now - 40 * DAY);
    await refreshLiveFigures(optionsFor());
    const folder = transcriptOf(home, ONE).slice(0, -'.jsonl'.length);
    addMessage(path.join(folder, 'subagents', 'agent-a1.jsonl'), now - 1000);
    const session = { id: ONE, transcript: transcriptOf(home, ONE), isCounted: true };
    const answer = await readLiveFigures(optionsFor(ONE, { session }));
    expect(answer.session?.cost).toBe(2n * MESSAGE);
    expect(answer.figures?.periods.daily.cost).toBe(MESSAGE);
    expect(answer.figures?.block?.entries).toBe(1);
    expect((await readLiveFigures(optionsFor(ONE, { session }))).session?.cost).toBe(2n * MESSAGE);
  });

  it('asks for a look at all transcripts after a minute, and when the clock was set back', async () => {
    await refreshLiveFigures(optionsFor());
    expect(await today(optionsFor(ONE, { now: now + 59_000 }))).toMatchObject({ isStale: false });
    expect(await today(optionsFor(ONE, { now: now + 61_000 }))).toMatchObject({ isStale: true });
    expect(await today(optionsFor(ONE, { now: now - 61_000 }))).toMatchObject({ isStale: true });
  });

  it('begins a new day at midnight of the zone', async () => {
    const zone = 'Asia/Kathmandu';
    const midnight = Date.parse('2026-11-20T18:15:00Z');
    addMessage(transcriptOf(home, ONE), midnight - HOUR);
    await refreshLiveFigures(optionsFor(ONE, { zone, now: midnight - 1000 }));
    const at = (time: number) => today(optionsFor(ONE, { zone, now: time }));
    expect(await at(midnight - 1)).toMatchObject({ cost: MESSAGE });
    expect(await at(midnight)).toMatchObject({ cost: 0n });
    addMessage(transcriptOf(home, ONE), midnight + 1000);
    expect(await at(midnight + 2000)).toMatchObject({ cost: MESSAGE });
  });

  it('keeps figures of other settings apart', async () => {
    addMessage(transcriptOf(home, ONE), Date.parse('2026-11-19T23:00:00Z'));
    const berlin = { zone: 'Europe/Berlin' };
    await refreshLiveFigures(optionsFor(ONE, berlin));
    expect(await today(optionsFor())).toEqual({ cost: undefined, isStale: true });
    await refreshLiveFigures(optionsFor());
    expect(await today(optionsFor())).toMatchObject({ cost: 0n });
    expect(await today(optionsFor(ONE, berlin))).toMatchObject({ cost: MESSAGE });
  });

  it('shows what it showed before while another process writes', async () => {
    addMessage(transcriptOf(home, ONE), now - HOUR);
    await refreshLiveFigures(optionsFor());
    addMessage(transcriptOf(home, ONE), now - 1000);
    const other = new Database(storeFile());
    for (const lock of ['BEGIN IMMEDIATE', 'BEGIN EXCLUSIVE']) {
      other.exec(lock);
      expect(await today(optionsFor())).toEqual({ cost: MESSAGE, isStale: true });
      other.exec('ROLLBACK');
    }
    other.close();
    expect(await today(optionsFor())).toEqual({ cost: 2n * MESSAGE, isStale: false });
  });

  it('survives a damaged store, which the next look at all transcripts mends', async () => {
    addMessage(transcriptOf(home, ONE), now - HOUR);
    addMessage(transcriptOf(home, TWO), now - HOUR);
    await refreshLiveFigures(optionsFor());
    fs.writeFileSync(storeFile(), 'no database at all, but long enough to be looked at'.repeat(99));
    addMessage(transcriptOf(home, ONE), now - 1000);
    expect(await today(optionsFor())).toEqual({ cost: 2n * MESSAGE, isStale: true });
    await refreshLiveFigures(optionsFor());
    expect(await today(optionsFor())).toEqual({ cost: 3n * MESSAGE, isStale: false });
  });

  it.each(['', '{', '[]', '{"version":1,"entries":[{}]}', '{"version":2,"entries":[]}'])(
    'takes a file with %j for no file',
    async (text) => {
      await refreshLiveFigures(optionsFor());
      fs.writeFileSync(path.join(home.dataDir, 'live.json'), text);
      expect(await today(optionsFor())).toEqual({ cost: undefined, isStale: true });
      await refreshLiveFigures(optionsFor());
      expect(await today(optionsFor())).toEqual({ cost: 0n, isStale: false });
    },
  );

  it('takes a file with any piece missing or of another kind for no file, or for what it holds', async () => {
    addMessage(transcriptOf(home, ONE), now - HOUR);
    await refreshLiveFigures(optionsFor());
    const file = path.join(home.dataDir, 'live.json');
    const whole = fs.readFileSync(file, 'utf8');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.constantFrom('', '0', '"', '{'),
        async (at, put) => {
          fs.writeFileSync(file, whole.slice(0, at) + put + whole.slice(at + 1));
          await readLiveFigures(optionsFor());
        },
      ),
    );
  });

  it('needs no transcript', async () => {
    await refreshLiveFigures(optionsFor());
    expect(await today(optionsFor())).toEqual({ cost: 0n, isStale: false });
    expect(await today(optionsFor(ONE, { session: undefined }))).toEqual({
      cost: 0n,
      isStale: false,
    });
  });

  it('keeps files for the user alone', async () => {
    await refreshLiveFigures(optionsFor());
    claimRefresh(home.dataDir, now);
    if (process.platform === 'win32') return;
    for (const name of fs.readdirSync(home.dataDir)) {
      expect(fs.statSync(path.join(home.dataDir, name)).mode & 0o077).toBe(0);
    }
  });
});

it('counts again as it counts from scratch, whatever was written in between', async () => {
  const hoursAgo = fc.array(fc.double({ min: 0, max: 45 * 24, noNaN: true }), { maxLength: 10 });
  const minutesAgo = fc.array(fc.integer({ min: 0, max: 12 * 60 }), { maxLength: 5 });
  const zones = fc.constantFrom('UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati');
  await fc.assert(
    fc.asyncProperty(hoursAgo, minutesAgo, zones, async (before, after, zone) => {
      const own = await makeTemporaryHome();
      const store = openStore({ dataFolder: own.dataDir, configFolders: [own.configDir] });
      try {
        const options = { zone, now };
        for (const hours of before) {
          addMessage(transcriptOf(own, ONE), Math.floor(now - hours * HOUR));
        }
        await refreshStore(store);
        const first = countLiveFigures(store, options);
        for (const minutes of after) {
          const time = Math.max(first.dayStart, now - minutes * 60_000);
          addMessage(transcriptOf(own, TWO), time);
        }
        await refreshStore(store);
        expect(recountLiveFigures(store, first, options)).toEqual(countLiveFigures(store, options));
      } finally {
        closeStore(store);
        await own.remove();
      }
    }),
    { numRuns: 40 },
  );
});

describe('claimRefresh', () => {
  it('gives the task to one in a minute', () => {
    expect(claimRefresh(home.dataDir, now)).toBe('ours');
    expect(claimRefresh(home.dataDir, now + 1000)).toBe('taken');
    expect(claimRefresh(home.dataDir, now + 60_000)).toBe('ours');
  });

  it('gives it away after the clock was set back', () => {
    expect(claimRefresh(home.dataDir, now)).toBe('ours');
    expect(claimRefresh(home.dataDir, now - HOUR)).toBe('ours');
  });

  it('gives it to nobody who cannot keep it', () => {
    const file = path.join(home.home, 'file');
    fs.writeFileSync(file, '');
    expect(claimRefresh(path.join(file, 'data'), now)).toBe('impossible');
  });
});
