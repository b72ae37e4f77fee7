import fs from 'node:fs';
import path from 'node:path';
import { type PriceTable, parsePriceFile, withOwnPrices } from '@cco/cost';
import { createRandom, type Random, writeTree } from '@cco/test-fixtures';

/** A line as it stands in a transcript, for the slow way of pricing. */
export interface SlowLine {
  readonly file: string;
  readonly timestamp: string;
  readonly costUSD: unknown;
  readonly message: { readonly model: string; readonly usage: Record<string, unknown> };
}

const MODELS = [
  'claude-sonnet-4-5-20250929',
  'claude-opus-4-6[1m]',
  'us.anthropic.claude-opus-4-6-v1',
  'claude-opus-4-7',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
  'claude-fable-5-2',
  'claude-haiku-4-5',
  'relay/some-model',
];
/** Around the days on which prices change, and around the sizes of prompts. */
const DAYS = ['2026-03-12', '2026-03-13', '2026-04-29', '2026-04-30', '2026-07-23', '2026-07-24'];
const MORE_DAYS = ['2026-10-06', '2026-10-07', '2026-11-08', '2026-11-09'];
const TIMES = ['00:00:00.000Z', '00:14:59.999Z', '11:07:31.480Z', '23:59:59.999Z'];
const EDGES = [...DAYS, ...MORE_DAYS].flatMap((day) => TIMES.map((time) => `${day}T${time}`));
const PROMPTS = [4, 31_000, 77_000, 77_001, 100_000, 100_001, 200_000, 200_001, 640_000];

const OWN = {
  'relay/some-model': {
    input_cost_per_token: 1.234567e-6,
    output_cost_per_token: 9e-6,
    input_cost_per_token_above_200k_tokens: 3e-6,
  },
};
/** 77,000 tokens are no limit that the store knows. */
const OWN_LIMIT = {
  ...OWN,
  'claude-haiku-4-5': {
    input_cost_per_token: 1e-6,
    output_cost_per_token: 2e-6,
    output_cost_per_token_above_77k_tokens: 5e-6,
  },
};
/** Prices to try, and what to call them. */
export const PRICE_TABLES: readonly [string, PriceTable | undefined][] = [
  ['the table', undefined],
  ['own prices', withOwnPrices(parsePriceFile(OWN).models)],
  ['own prices with a limit of their own', withOwnPrices(parsePriceFile(OWN_LIMIT).models)],
];
/** What {@link writePricedTranscripts} writes. */
interface PricedTranscripts {
  readonly seed: number;
  readonly messages: number;
  /** Times to choose from. @default around the edges of the prices */
  readonly timestamps?: readonly string[] | undefined;
}

/** Writes sessions of random single-line messages, whose kinds meet every edge of the prices. */
export async function writePricedTranscripts(
  configDir: string,
  { seed, messages, timestamps = EDGES }: PricedTranscripts,
): Promise<void> {
  const random = createRandom(seed);
  const files = new Map<string, string[]>();
  for (let at = 0; at < messages; at++) {
    const session = `session-${between(random, 0, 3)}`;
    const name = random.chance(0.3)
      ? `${session}/subagents/agent-a${between(random, 0, 3)}`
      : session;
    const file = `-home-mira-shop-${between(random, 0, 1)}/${name}.jsonl`;
    const lines = files.get(file) ?? [];
    files.set(file, lines);
    lines.push(JSON.stringify(record(random, { session, at, timestamp: random.pick(timestamps) })));
  }
  const tree = [...files].map(([file, lines]) => [file, `${lines.join('\n')}\n`]);
  await writeTree(path.join(configDir, 'projects'), Object.fromEntries(tree));
}

/** Reads all lines back: every one is a message of its own. */
export function slowLines(configDir: string): SlowLine[] {
  const root = path.join(configDir, 'projects');
  return fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => {
      const file = path.join(root, name);
      const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
      return lines.map((line) => ({ ...(JSON.parse(line) as SlowLine), file }));
    });
}

function record(
  random: Random,
  { session, at, timestamp }: { session: string; at: number; timestamp: string },
): Record<string, unknown> {
  const prompt = random.pick(PROMPTS);
  const input = between(random, 1, prompt - 3);
  const write5m = between(random, 0, prompt - input);
  const write1h = between(random, 0, prompt - input - write5m);
  return {
    type: 'assistant',
    sessionId: session,
    cwd: '/home/mira/shop',
    uuid: `uuid-${at}`,
    requestId: `req-${at}`,
    timestamp,
    ...(random.chance(0.2) && { costUSD: between(random, 0, 4_000_000) / 1e6 }),
    message: {
      id: `msg-${at}`,
      role: 'assistant',
      model: random.pick(MODELS),
      stop_reason: random.chance(0.8) ? 'end_turn' : null,
      content: [],
      usage: {
        input_tokens: input,
        output_tokens: between(random, 0, 9000),
        cache_creation_input_tokens: write5m + write1h,
        cache_creation: {
          ephemeral_5m_input_tokens: write5m,
          ephemeral_1h_input_tokens: write1h,
        },
        cache_read_input_tokens: prompt - input - write5m - write1h,
        server_tool_use: { web_search_requests: between(random, 0, 2) },
        ...(random.chance(0.3) && { speed: random.pick(['fast', 'standard', null]) }),
        ...(random.chance(0.3) && { service_tier: random.pick(['batch', 'standard', null]) }),
        ...(random.chance(0.3) && { inference_geo: random.pick(['us', 'not_available', '']) }),
      },
    },
  };
}

/** A whole number between two others, both included. */
function between(random: Random, from: number, to: number): number {
  return from + random.below(to - from + 1);
}
