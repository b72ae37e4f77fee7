import { type CostMode, type PriceTable, priceMessage } from '@cco/cost';
import { makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadUsage } from '../src/index.ts';
import {
  PRICE_TABLES,
  type SlowLine,
  slowLines,
  writePricedTranscripts,
} from './priced-transcripts.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const modes: CostMode[] = ['auto', 'calculate', 'display'];

describe('sums are priced as if each message was', () => {
  it.each([1, 2, 3, 4])('in random transcripts, seed %i', async (seed) => {
    await writePricedTranscripts(temporary.configDir, { seed, messages: 700 });
    const lines = slowLines(temporary.configDir);
    for (const [name, prices] of PRICE_TABLES) {
      for (const mode of modes) {
        const where = { configFolders: [temporary.configDir], dataFolder: temporary.dataDir };
        const { rows } = await loadUsage({ ...where, prices, mode });
        const found = sums(
          rows.map(({ time, model, cost, unpricedTokens, messages, unfinalizedOutput }) => ({
            key: `${new Date(time).toISOString().slice(0, 10)} ${model}`,
            amounts: [cost ?? 0n, BigInt(unpricedTokens), messages, unfinalizedOutput].map(BigInt),
          })),
        );
        expect(found, `${name}, ${mode}`).toEqual(
          sums(lines.map((line) => slow(line, mode, prices))),
        );
      }
    }
  });
});

interface Amounts {
  readonly key: string;
  readonly amounts: readonly bigint[];
}

function slow(line: SlowLine, mode: CostMode, prices: PriceTable | undefined): Amounts {
  const { timestamp, costUSD, message } = line;
  const cost = priceMessage({ ...message, timestamp, costUSD }, { mode, prices });
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead } = cost.counts;
  const isUnpriced = cost.status === 'unpriced';
  const tokens = input + output + cacheWrite5m + cacheWrite1h + cacheRead;
  const isFinal = (message as { stop_reason?: unknown }).stop_reason !== null;
  return {
    key: `${timestamp.slice(0, 10)} ${message.model}`,
    amounts: [
      isUnpriced ? 0n : cost.total,
      BigInt(isUnpriced ? tokens : 0),
      1n,
      BigInt(isFinal ? 0 : output),
    ],
  };
}

function sums(all: readonly Amounts[]): Record<string, string[]> {
  const found = new Map<string, bigint[]>();
  for (const { key, amounts } of all) {
    const sum = found.get(key) ?? amounts.map(() => 0n);
    found.set(
      key,
      sum.map((value, index) => value + (amounts[index] ?? 0n)),
    );
  }
  const entries = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, values]) => [key, values.map(String)]));
}
