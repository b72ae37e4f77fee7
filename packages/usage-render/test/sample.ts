import type { UsageRow } from '@cco/usage-reports';

const DOLLAR = 10n ** 12n;
const app = { project: 'my-app', projectPath: '/home/sam/my-app' };
const fix = { project: 'fix', projectPath: '/home/sam/wt/fix', repository: '/home/sam/my-app' };
const other = { project: 'my-app', projectPath: '/srv/my-app' };
const docs = { project: 'docs-日本', projectPath: '/home/sam/docs-日本' };

/** Two weeks of made-up usage with a model that has no price and a message without a final count. */
export const SAMPLE: readonly UsageRow[] = [
  message('2026-08-01T08:10:00Z', 1, [12_345, 45_678, 0, 2_345_678, 98_765_432], 123_456n),
  message('2026-08-01T22:40:00Z', 1, [345, 5_678, 0, 45_678, 8_765_432], 9_876n, {
    model: 'claude-opus-4-6',
    speed: 'fast',
    agent: { id: 'a1', type: 'Explore' },
  }),
  message('2026-08-02T09:00:00Z', 2, [1, 2, 0, 0, 0], 1n, {
    ...docs,
    model: 'claude-haiku-4-5-20251001',
    skill: 'review',
  }),
  message('2026-08-04T09:00:00Z', 2, [50_000, 1_234, 0, 0, 0], undefined, {
    ...docs,
    model: 'made-up\x1b[31m-model-1',
    unpricedTokens: 51_234,
    mcpServer: 'github',
  }),
  message('2026-08-05T09:00:00Z', 3, [4_000, 17, 9_000, 0, 600_000], 5_432n, {
    ...fix,
    unfinalizedOutput: 17,
    agent: { id: 'a2' },
  }),
  message('2026-08-12T09:00:00Z', 3, [6_000, 7_654, 19_000, 0, 900_000], 41_000n, other),
  message('2026-08-14T08:05:00Z', 4, [3_000, 2_100, 9_000, 0, 100_000], 12_345n, {
    mcpServer: 'github',
  }),
  message('2026-08-14T08:45:00Z', 4, [100, 900, 1_000, 0, 120_000], 6_789n, { skill: 'review' }),
];

/** The present of the sample. */
export const NOW = Date.parse('2026-08-14T09:10:00Z');

/** @param millicents - A hundred thousandth of a dollar. */
function message(
  time: string,
  session: number,
  [input, output, cacheWrite5m, cacheWrite1h, cacheRead]: readonly [
    number,
    number,
    number,
    number,
    number,
  ],
  cost: bigint | undefined,
  rest: Partial<UsageRow> = {},
): UsageRow {
  return {
    time: Date.parse(time),
    sessionId: `${session}2c41fab3-5a0c-4c5e-9d43-9a3a1b8e6c1${session}`,
    ...app,
    model: 'claude-opus-5',
    speed: 'standard',
    counters: { input, output, cacheWrite5m, cacheWrite1h, cacheRead, webSearches: 0 },
    messages: 1,
    cost: cost === undefined ? undefined : (cost * DOLLAR) / 1_000n,
    unpricedTokens: 0,
    unfinalizedOutput: 0,
    ...rest,
  };
}
