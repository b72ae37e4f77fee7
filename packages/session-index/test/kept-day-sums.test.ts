import fs from 'node:fs';
import path from 'node:path';
import { createTranscript, type TemporaryHome, textBlock, writeTree } from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closeStore,
  openStore,
  readDaySums,
  readUsage,
  refreshStore,
  type Store,
} from '../src/store/index.ts';
import { makeTemporaryHome, pathOf } from './home.ts';

const DAY = 24 * 60 * 60 * 1000;
const UTC = { offsets: [{ from: 0, offset: 0 }], edges: [] };
const INDIA = { offsets: [{ from: 0, offset: 5.5 * 60 * 60 * 1000 }], edges: [] };

let temporary: TemporaryHome;
let store: Store;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
  store = openStore({ dataFolder: temporary.dataDir, configFolders: [temporary.configDir] });
  await write('one', ['2026-03-02T22:00:00Z', '2026-03-03T08:00:00Z']);
});
afterEach(() => {
  closeStore(store);
  return temporary.remove();
});

const FILE = () => path.join(temporary.dataDir, 'days.json');

/** How many rows were added to those that the database summed up. */
function added(): number {
  return (JSON.parse(fs.readFileSync(FILE(), 'utf8')) as { added: number }).added;
}

async function write(
  id: string,
  times: readonly string[],
  model = 'claude-opus-4-6',
  into: Store = store,
): Promise<void> {
  const transcript = createTranscript({ sessionId: id, cwd: '/code', startedAt: times[0] ?? '' });
  for (const at of times) {
    const fields = { timestamp: at };
    const usage = { output_tokens: 7 };
    transcript.assistant({ fields, model, blocks: [textBlock('x')], usage });
  }
  await writeTree(temporary.home, { [pathOf(id, '/code')]: transcript.text() });
  await refreshStore(into);
}

/** Output by day, from sums and from single rows. */
function outputs(grouping = UTC): { sums: object; rows: object } {
  const offset = grouping.offsets[0]?.offset ?? 0;
  const add = (byDay: Record<number, number>, time: number | undefined, output: number) => {
    const day = Math.floor(((time ?? 0) + offset) / DAY);
    byDay[day] = (byDay[day] ?? 0) + output;
  };
  const [sums, rows]: [Record<number, number>, Record<number, number>] = [{}, {}];
  for (const one of readDaySums(store, () => grouping) ?? []) add(sums, one.firstTime, one.output);
  for (const one of readUsage(store)) add(rows, one.firstTime, one.output);
  return { sums, rows };
}

function expectRight(grouping = UTC): void {
  const { sums, rows } = outputs(grouping);
  expect(sums).toEqual(rows);
  expect(Object.keys(rows).length).toBeGreaterThan(0);
}

describe('sums by day that are kept', () => {
  it('are right the first time, the second, and in another zone', () => {
    for (const grouping of [UTC, UTC, INDIA, INDIA, UTC]) expectRight(grouping);
    expect(fs.statSync(FILE()).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });

  it('are used as long as nothing has changed', () => {
    outputs();
    const text = fs.readFileSync(FILE(), 'utf8');
    const kept = JSON.parse(text) as { sums: { rows: unknown[] } };
    kept.sums.rows.pop();
    fs.writeFileSync(FILE(), JSON.stringify(kept));
    const { sums, rows } = outputs();
    expect(sums).not.toEqual(rows);
  });

  it('are made anew when a session is new, by this process or another', async () => {
    expectRight();
    await write('two', ['2026-03-03T09:00:00Z', '2026-03-05T09:00:00Z']);
    expectRight();
    const other = openStore(store.options);
    await writeTree(temporary.home, { [pathOf('one', '/code')]: '' });
    await refreshStore(other);
    closeStore(other);
    expectRight();
  });

  it('take in what was added, as often as it happens', async () => {
    expectRight(INDIA);
    const times = ['2026-03-02T22:00:00Z'];
    for (let hour = 10; hour < 14; hour++) {
      times.push(`2026-03-03T${hour}:20:00Z`);
      await write('two', times);
      expect(added()).toBe(times.length);
      expectRight(INDIA);
    }
  });

  it('are made anew on a new day, with a new model, and when a file was replaced', async () => {
    const one = ['2026-03-02T22:00:00Z', '2026-03-03T08:00:00Z'];
    expectRight();
    await write('two', ['2026-03-09T22:00:00Z']);
    expectRight();
    await write('two', ['2026-03-09T22:00:00Z', '2026-03-09T23:00:00Z'], 'claude-haiku-4-5');
    expectRight();
    expect(added()).toBe(0);
    await write('one', one.toReversed());
    expectRight();
    expect(added()).toBe(0);
  });

  it('do not take in what another process added meanwhile', async () => {
    expectRight();
    const other = openStore(store.options);
    await write('two', ['2026-03-03T09:00:00Z'], undefined, other);
    fs.rmSync(FILE());
    expectRight();
    const kept = fs.readFileSync(FILE());
    await write('three', ['2026-03-03T10:00:00Z'], undefined, other);
    fs.writeFileSync(FILE(), kept);
    await write('four', ['2026-03-03T11:00:00Z']);
    closeStore(other);
    expectRight();
  });

  it.each(['', '{', '{"version":1}', 'null'])('are right with a broken file: %j', (text) => {
    expectRight();
    fs.writeFileSync(FILE(), text);
    expectRight();
  });
});
