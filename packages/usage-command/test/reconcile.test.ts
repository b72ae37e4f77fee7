import { displayWidth } from '@cco/terminal';
import {
  copySampleHome,
  makeTemporaryHome,
  type TemporaryHome,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reconciliation } from '../src/reconcile/render-reconcile.ts';
import { run } from './run.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const DAY = '2026-09-10';
let ids = 0;
function line(model: string, usage: object, stopReason: string | null = 'end_turn') {
  ids++;
  const message = { id: `m${ids}`, model, stop_reason: stopReason, usage };
  const timestamp = `${DAY}T10:00:00Z`;
  return { type: 'assistant', requestId: `r${ids}`, timestamp, cwd: '/home/mira/shop', message };
}

function account(totalCostUSD: number, modelUsage: object, more: object = {}) {
  return { type: 'cost-state', totalCostUSD, modelUsage, hasUnknownModelCost: false, ...more };
}

async function session(id: string, ...records: readonly object[]): Promise<void> {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  await writeTree(temporary.configDir, { [`projects/-home-mira-shop/${id}.jsonl`]: text });
}

async function reconcile(): Promise<Reconciliation> {
  const { out, status } = await run(temporary, 'reconcile --json');
  expect(status).toBe(0);
  return JSON.parse(out);
}

const OPUS = { inputTokens: 100, outputTokens: 1000 };
const opus = () => line('claude-opus-5', { input_tokens: 100, output_tokens: 1000 });

it.each([60, 80])('fits %i columns', async (columns) => {
  await copySampleHome(temporary.home);
  const { out } = await run(temporary, 'reconcile', { columns });
  for (const text of out.split('\n')) expect(displayWidth(text)).toBeLessThanOrEqual(columns);
});

describe('sessions', () => {
  it('are equal when both accounts are, however a model is spelled', async () => {
    await session('a', opus(), account(1, {}), account(0.0255, { 'claude-opus-5[1m]': OPUS }));
    const { sessions } = await reconcile();
    expect(sessions).toMatchObject([
      { sessionId: 'a', project: 'shop', ours: { costUSD: 0.0255 }, reasons: [] },
    ]);
    const { out } = await run(temporary, 'reconcile');
    expect(out).toContain('1 session, 1 without a difference: ours $0.0255, Claude Code $0.0255');
    expect((await run(temporary, 'reconcile --all')).out).toMatch(
      /\na +shop +\$0\.0255 +\$0\.0255/,
    );
  });

  it.each<[string, readonly object[], object, readonly string[]]>([
    [
      'calls without a line',
      [opus()],
      account(0.03, { 'claude-opus-5': OPUS, 'claude-haiku-4-5': { inputTokens: 9 } }),
      ['no-lines'],
    ],
    [
      'a session that went on',
      [opus(), opus()],
      account(0.0255, { 'claude-opus-5': OPUS }),
      ['not-accounted'],
    ],
    [
      'outputs that are not final',
      [line('claude-opus-5', { input_tokens: 100, output_tokens: 7 }, null)],
      account(0.0255, { 'claude-opus-5': OPUS }),
      ['lower-bound'],
    ],
    ['other prices', [opus()], account(0.02, { 'claude-opus-5': OPUS }), ['other-prices']],
    [
      'a model that Claude Code cannot price',
      [opus()],
      account(0, { 'claude-opus-5': OPUS }, { hasUnknownModelCost: true }),
      ['claude-unpriced'],
    ],
    [
      'a model that we cannot price',
      [line('relay/x', { input_tokens: 5 })],
      account(1, { 'relay/x': { inputTokens: 5 } }),
      ['unpriced'],
    ],
  ])('differ by %s', async (_, records, last, reasons) => {
    await session('a', ...records, last);
    expect((await reconcile()).sessions).toMatchObject([{ reasons }]);
  });

  it('come with their largest difference first, and those without an account not at all', async () => {
    await session('a', opus(), account(0.1, {}));
    await session('b', opus(), account(0.9, {}));
    await session('c', opus());
    expect((await reconcile()).sessions.map(({ sessionId }) => sessionId)).toEqual(['b', 'a']);
  });

  it('take nonsense in an account for nothing', async () => {
    const usage = { 'claude-opus-5': 'x', m: { inputTokens: -1, outputTokens: '5' } };
    await session('a', opus(), account(0, usage), { type: 'cost-state', totalCostUSD: 'x' });
    expect((await run(temporary, 'reconcile')).status).toBe(0);
  });
});

describe('the cache of statistics', () => {
  const cache = (value: unknown) =>
    writeTree(temporary.configDir, {
      'stats-cache.json': typeof value === 'string' ? value : JSON.stringify(value),
    });

  it('is compared up to its last day', async () => {
    const later = { ...opus(), timestamp: '2026-09-12T10:00:00Z' };
    await session('a', opus(), later, line('claude-haiku-4-5', { input_tokens: 1 }));
    await cache({
      lastComputedDate: '2026-09-11',
      modelUsage: { 'claude-opus-5': OPUS, 'claude-sonnet-5': { outputTokens: 3 } },
      dailyModelTokens: [{ date: DAY, tokensByModel: { 'claude-opus-5': 1100 } }],
    });
    const { statsCache } = await reconcile();
    expect(statsCache).toMatchObject({ until: '2026-09-11' });
    expect(statsCache?.models.map(({ model, reasons }) => [model, reasons])).toEqual([
      ['claude-haiku-4-5', ['newer-history']],
      ['claude-opus-5', []],
      ['claude-sonnet-5', ['older-history']],
    ]);
    expect(statsCache?.days).toEqual([{ date: DAY, ours: 1101, claude: 1100 }]);
  });

  it('is told when it cannot be used', async () => {
    await cache('{');
    const { status, out, err } = await run(temporary, 'reconcile');
    expect(status).toBe(0);
    expect(err).toMatch(/skipped: .*stats-cache\.json: /);
    expect(out).toContain('There is none.');
  });
});

it('prints the sample home', async () => {
  await copySampleHome(temporary.home);
  const { out } = await run(temporary, 'reconcile');
  expect(out).toMatch(/\nc08d4f27 +harbor-shop +\$0\.2705 +\$0\.2841 +-\$0\.0136 +a b\n/);
  for (const text of out.split('\n')) expect(text.length).toBeLessThanOrEqual(100);
});
