import { priceMessage } from '@cco/cost';
import { generateCorpus, makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { dailyReport } from '@cco/usage-reports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countSlowly, type SlowMessage } from '../../session-index/test/slow-usage.ts';
import { loadUsage } from '../src/index.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

/** Tokens, picodollars, tokens without a price, outputs that are not final, messages. */
type Sums = [tokens: number, cost: bigint, unpriced: number, open: number, messages: number];

describe('a corpus with every oddity', () => {
  it.each([3, 4, 5])(
    'has the sums of the slow count, message by message, seed %i',
    async (seed) => {
      const out = temporary.configDir;
      generateCorpus({ out, size: 6 * 1024 ** 2, files: 40, vocabulary: 2000, seed });
      const { rows } = await loadUsage({ configFolders: [out], dataFolder: temporary.dataDir });

      const expected = new Map<string, Sums>();
      for (const message of countSlowly(out).values()) addSlow(expected, message);
      const found = new Map<string, Sums>();
      for (const { time, sessionId, model, counters, ...row } of rows) {
        const { webSearches: _, ...tokens } = counters;
        const sum = Object.values(tokens).reduce((all, count) => all + count, 0);
        const { cost = 0n, unpricedTokens, unfinalizedOutput, messages } = row;
        add(found, keyOf(time, sessionId, model), [
          sum,
          cost,
          unpricedTokens,
          unfinalizedOutput,
          messages,
        ]);
      }
      expect(sorted(found)).toEqual(sorted(expected));
      expect(found.size).toBeGreaterThan(20);
      const { totals } = dailyReport(rows, { zone: 'Asia/Kathmandu' });
      expect(totals.messages).toBe([...expected.values()].reduce((sum, [, , , , n]) => sum + n, 0));
    },
  );
});

function addSlow(sums: Map<string, Sums>, message: SlowMessage): void {
  const { time = 0, session, model, input, output, write5m, write1h, read, searches } = message;
  const usage = {
    input_tokens: input,
    output_tokens: output,
    cache_creation: { ephemeral_5m_input_tokens: write5m, ephemeral_1h_input_tokens: write1h },
    cache_read_input_tokens: read,
    server_tool_use: { web_search_requests: searches },
  };
  const cost = priceMessage({ model, usage, timestamp: time });
  const tokens = input + output + write5m + write1h + read;
  const isUnpriced = cost.status === 'unpriced';
  const open = message.isFinal ? 0 : output;
  add(sums, keyOf(time, session, model), [
    tokens,
    isUnpriced ? 0n : cost.total,
    isUnpriced ? tokens : 0,
    open,
    1,
  ]);
}

function keyOf(time: number, session: string, model: string): string {
  return `${new Date(time).toISOString().slice(0, 13)} ${session} ${model}`;
}

function add(sums: Map<string, Sums>, key: string, [a, b, c, d, e]: Sums): void {
  const [tokens, cost, unpriced, open, messages] = sums.get(key) ?? [0, 0n, 0, 0, 0];
  sums.set(key, [tokens + a, cost + b, unpriced + c, open + d, messages + e]);
}

function sorted(sums: ReadonlyMap<string, Sums>): string[] {
  return [...sums].map(([key, values]) => `${key}: ${values.join(' ')}`).sort();
}
