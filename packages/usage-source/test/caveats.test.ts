import path from 'node:path';
import { makeTemporaryHome, type TemporaryHome, writeTree } from '@cco/test-fixtures';
import { blockReport } from '@cco/usage-reports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadUsageOptions, loadUsage } from '../src/index.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

let ids = 0;
function line(timestamp: string | undefined, message = {}, usage = {}): string {
  ids++;
  return JSON.stringify({
    type: 'assistant',
    requestId: `r${ids}`,
    ...(timestamp && { timestamp }),
    cwd: '/home/mira/shop',
    message: {
      id: `m${ids}`,
      model: 'claude-opus-5',
      stop_reason: 'end_turn',
      usage: { output_tokens: 1000, ...usage },
      ...message,
    },
  });
}

async function loaded(lines: readonly string[], options: Partial<LoadUsageOptions> = {}) {
  const { configDir, dataDir } = temporary;
  await writeTree(configDir, { 'projects/-home-mira-shop/a.jsonl': `${lines.join('\n')}\n` });
  return loadUsage({ configFolders: [configDir], dataFolder: dataDir, ...options });
}

const TIME = '2026-09-01T10:00:00Z';

describe('what must be told', () => {
  it('counts lines that could not be used, by reason', async () => {
    const { rows, skippedLines } = await loaded([
      line(TIME),
      'no JSON at all',
      '[1]',
      line(TIME, {}, { input_tokens: '12' }),
    ]);
    expect(rows.reduce((sum, { messages }) => sum + messages, 0)).toBe(2);
    expect(skippedLines).toEqual({
      'not JSON': 1,
      'not an object': 1,
      'with a counter that is no count (the rest of it counts)': 1,
    });
  });

  it('counts messages without a usable time, and gives them no row', async () => {
    const { rows, untimedMessages } = await loaded([
      line(TIME),
      line(undefined),
      line('+012026-01-01T00:00:00Z'),
    ]);
    expect(rows).toHaveLength(1);
    expect(untimedMessages).toBe(2);
  });

  it('leaves the cost of unknown models open', async () => {
    const { rows } = await loaded([line(TIME, { model: 'made-up' }, { input_tokens: 7 })]);
    expect(rows).toMatchObject([{ model: 'made-up', cost: undefined, unpricedTokens: 1007 }]);
  });

  it('names models with fast requests that have no fast price', async () => {
    const fast = { speed: 'fast' };
    const { rows, withoutFastPrice } = await loaded([
      line(TIME, {}, fast),
      line(TIME, { model: 'claude-haiku-4-5' }, fast),
    ]);
    expect(withoutFastPrice).toEqual(['claude-haiku-4-5']);
    expect(rows.map(({ model, cost }) => [model, cost]).sort()).toEqual([
      ['claude-haiku-4-5', 5_000_000_000n],
      ['claude-opus-5', 50_000_000_000n],
    ]);
  });

  it('sums exactly what no number holds exactly', async () => {
    const { rows } = await loaded([line(TIME, {}, { output_tokens: 999_999_999_999 })]);
    expect(rows[0]?.cost).toBe(999_999_999_999n * 25_000_000n);
  });

  it('has nothing to tell of a config folder that is not there', async () => {
    const { dataDir: dataFolder, home } = temporary;
    const nowhere = path.join(home, 'nowhere');
    expect(await loadUsage({ configFolders: [nowhere], dataFolder })).toEqual({
      rows: [],
      untimedMessages: 0,
      withoutFastPrice: [],
      archived: { sessions: 0, messages: 0 },
      skippedLines: {},
      problems: [],
      notes: [],
      priceTableDate: '2026-11-20',
    });
  });
});

describe('rows for blocks', () => {
  const now = Date.parse('2026-09-02T00:00:00Z');
  const blocksOf = async (times: readonly string[], sessionHours?: number) => {
    const lines = times.map((time) => line(`2026-09-01T${time}Z`));
    const { rows } = await loaded(lines, { forBlocks: true, sessionHours });
    return blockReport(rows, { zone: 'UTC', now, sessionHours }).blocks.map(
      ({ startTime, isGap, entries }) => [startTime.slice(11, 16), isGap, entries],
    );
  };

  it('are sums where the blocks are the same', async () => {
    const times = ['08:10:00', '08:11:00', '08:12:00'].map((time) => line(`2026-09-01T${time}Z`));
    expect((await loaded(times, { forBlocks: true })).rows).toHaveLength(1);
    expect((await loaded(times, { forBlocks: true, sessionHours: 0.9 })).rows).toHaveLength(3);
  });

  it('cut a quarter hour whose first message still belongs to the block before', async () => {
    expect(await blocksOf(['08:10:00', '13:00:00', '13:00:01'])).toEqual([
      ['08:00', false, 2],
      ['13:00', false, 1],
    ]);
  });

  it('cut at any length of blocks', async () => {
    expect(await blocksOf(['08:00:00', '08:50:00', '08:55:00'], 0.9)).toEqual([
      ['08:00', false, 2],
      ['08:00', false, 1],
    ]);
  });
});
