import { execFileSync } from 'node:child_process';
import { createRandom, makeTemporaryHome, type TemporaryHome, writeTree } from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIFFERENCES, type Difference, type Figures } from './differences.ts';
import { run } from './run.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const LINE = 'daily --json --mode calculate --offline --timezone UTC';

describe('counts', () => {
  it.each(DIFFERENCES)('$name', async ({ files, ours }) => {
    await write(files);
    const { out, status } = await run(temporary, LINE);
    expect(status).toBe(0);
    expect(figuresOf(out)).toEqual(ours);
  });
});

/** CCUSAGE names the program of ccusage 20.0.24; without it the numbers are those recorded. */
const ccusage = process.env['CCUSAGE'] ?? '';
describe.skipIf(ccusage === '')('ccusage counts', () => {
  it.each(DIFFERENCES)('$name', async ({ files, ccusage: expected }) => {
    await write(files);
    const argv = ['claude', ...LINE.split(' ')];
    const out = execFileSync(ccusage, argv, { env: temporary.env, encoding: 'utf8' });
    expect(figuresOf(out)).toEqual(expected);
  });

  it('the same tokens and cents by day and model, where it has none of its faults', async () => {
    await write({ 'a.jsonl': plainLines(1), 'a/subagents/agent-b.jsonl': plainLines(2) });
    const argv = ['claude', ...LINE.split(' ')];
    const theirs = execFileSync(ccusage, argv, { env: temporary.env, encoding: 'utf8' });
    const { out } = await run(temporary, LINE);
    const rows = byDayAndModel(out);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows).toEqual(byDayAndModel(theirs));
  });
});

const MODELS = ['claude-opus-4-5-20251101', 'claude-haiku-4-5', 'claude-opus-4-1-20250805'];

/** Messages of several lines each, with prompts that every price list treats alike. */
function plainLines(seed: number): object[] {
  const random = createRandom(seed);
  return Array.from({ length: 300 }, (_, i) => {
    const [write5m, write1h] = [random.below(9000), random.below(9000)];
    const usage = {
      input_tokens: random.below(50_000),
      output_tokens: random.below(5000),
      cache_creation_input_tokens: write5m + write1h,
      cache_creation: { ephemeral_5m_input_tokens: write5m, ephemeral_1h_input_tokens: write1h },
      cache_read_input_tokens: random.below(100_000),
    };
    const day = String(1 + random.below(28)).padStart(2, '0');
    const line = {
      type: 'assistant',
      isSidechain: seed > 1,
      sessionId: 'a',
      cwd: '/shop',
      requestId: `req_${seed}_${i}`,
      timestamp: `2026-0${1 + random.below(6)}-${day}T10:00:00.000Z`,
      message: {
        id: `msg_${seed}_${i}`,
        model: random.pick(MODELS),
        stop_reason: 'end_turn',
        usage,
      },
    };
    return Array.from({ length: 1 + random.below(3) }, (__, k) => ({ ...line, uuid: `${i}-${k}` }));
  }).flat();
}

function byDayAndModel(json: string): string[] {
  const days: { date: string; modelBreakdowns: Record<string, number>[] }[] =
    JSON.parse(json).daily;
  const keys = ['inputTokens', 'outputTokens', 'cacheCreationTokens', 'cacheReadTokens'];
  return days
    .flatMap(({ date, modelBreakdowns }) =>
      modelBreakdowns.map((row) =>
        [date, row['modelName'], ...keys.map((key) => row[key]), row['cost']?.toFixed(2)].join(' '),
      ),
    )
    .sort();
}

async function write(files: Difference['files']): Promise<void> {
  const texts = Object.entries(files).map(([name, lines]) => {
    const text =
      typeof lines === 'string' ? lines : lines.map((one) => JSON.stringify(one)).join('\n');
    return [`projects/-shop/${name}`, `${text}\n`];
  });
  await writeTree(temporary.configDir, Object.fromEntries(texts));
}

function figuresOf(json: string): Figures {
  const { daily, totals } = JSON.parse(json);
  return {
    days: daily.map(({ date }: { date: string }) => date),
    tokens: totals.totalTokens,
    // ccusage sums nothing to a negative zero.
    cost: Math.round(totals.totalCost * 1e6) / 1e6 + 0,
  };
}
