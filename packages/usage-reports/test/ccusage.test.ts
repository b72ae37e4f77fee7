import { describe, expect, it } from 'vitest';
import {
  blockReport,
  dailyInstances,
  dailyReport,
  sessionReport,
  type UsageRow,
  weeklyReport,
} from '../src/index.ts';
import { counters, row } from './rows.ts';

/*
 * What `ccusage claude … --json --offline` 20.0.24 printed for transcripts with these messages, with
 * floats rounded to what they stand for.
 */
const a = { sessionId: '11111111-1111-4111-8111-111111111111', projectPath: '-home-u-a' };
const b = { sessionId: '22222222-2222-4222-8222-222222222222', projectPath: '-home-u-b' };
const ROWS: readonly UsageRow[] = [
  row('2026-08-01T10:20:00Z', {
    ...a,
    model: 'claude-opus-4-5',
    counters: counters({ input: 100, output: 10, cacheWrite5m: 1000, cacheRead: 5000 }),
    cost: 9_500_000_000n,
  }),
  row('2026-08-01T10:30:00Z', {
    ...a,
    model: 'claude-haiku-4-5-20251001',
    counters: counters({ input: 900, output: 90 }),
    cost: 1_350_000_000n,
  }),
  row('2026-08-01T15:20:00Z', {
    ...a,
    model: 'claude-opus-4-6',
    speed: 'fast',
    counters: counters({ input: 100, output: 10 }),
    cost: 4_500_000_000n,
  }),
  row('2026-08-03T10:20:00Z', {
    ...a,
    model: 'claude-opus-4-6',
    counters: counters({ input: 100, output: 10 }),
    cost: 750_000_000n,
  }),
  row('2026-08-03T10:40:00Z', {
    ...a,
    model: 'foo-model',
    agent: { id: 'abc' },
    counters: counters({ input: 100, output: 10 }),
    cost: undefined,
    unpricedTokens: 110,
  }),
  ...['2026-11-21T00:16:41Z', '2026-11-21T00:36:41Z', '2026-11-21T00:56:41Z'].map((time) =>
    row(time, {
      ...b,
      model: 'claude-sonnet-4-5',
      counters: counters({ input: 3000, output: 100 }),
      cost: 10_500_000_000n,
    }),
  ),
];

const NOW = Date.parse('2026-11-21T01:06:42Z');

const AUGUST_1 = {
  date: '2026-08-01',
  inputTokens: 1100,
  outputTokens: 110,
  cacheCreationTokens: 1000,
  cacheReadTokens: 5000,
  totalTokens: 7210,
  totalCost: 0.01535,
  modelBreakdowns: [
    {
      modelName: 'claude-opus-4-5',
      inputTokens: 100,
      outputTokens: 10,
      cacheCreationTokens: 1000,
      cacheReadTokens: 5000,
      cost: 0.0095,
    },
    {
      modelName: 'claude-opus-4-6-fast',
      inputTokens: 100,
      outputTokens: 10,
      cacheCreationTokens: 0,
      cacheReadTokens: 0,
      cost: 0.0045,
    },
    {
      modelName: 'claude-haiku-4-5-20251001',
      inputTokens: 900,
      outputTokens: 90,
      cacheCreationTokens: 0,
      cacheReadTokens: 0,
      cost: 0.00135,
    },
  ],
};

const AUGUST_3 = {
  date: '2026-08-03',
  inputTokens: 200,
  outputTokens: 20,
  cacheCreationTokens: 0,
  cacheReadTokens: 0,
  totalTokens: 220,
  totalCost: 0.00075,
  modelsUsed: ['claude-opus-4-6', 'foo-model'],
  modelBreakdowns: [
    { modelName: 'claude-opus-4-6', cost: 0.00075 },
    { modelName: 'foo-model', inputTokens: 100, cost: 0, missingPricing: true },
  ],
};

describe('what ccusage printed', () => {
  it('by day', () => {
    expect(dailyReport(ROWS, { zone: 'UTC' })).toMatchObject({
      daily: [AUGUST_1, AUGUST_3, { date: '2026-11-21', totalTokens: 9300, totalCost: 0.0315 }],
      totals: {
        inputTokens: 10_300,
        outputTokens: 430,
        cacheCreationTokens: 1000,
        cacheReadTokens: 5000,
        totalTokens: 16_730,
        totalCost: 0.0476,
        unpricedModels: ['foo-model'],
      },
    });
  });

  it('by project and day', () => {
    expect(dailyInstances(ROWS, { zone: 'UTC' }).projects).toMatchObject({
      '-home-u-a': [
        { ...AUGUST_1, project: '-home-u-a' },
        { ...AUGUST_3, project: '-home-u-a' },
      ],
      '-home-u-b': [{ date: '2026-11-21', project: '-home-u-b' }],
    });
  });

  it('by week', () => {
    expect(weeklyReport(ROWS, { zone: 'UTC' }).weekly).toMatchObject([
      { week: '2026-07-26', totalTokens: 7210 },
      { week: '2026-08-02', totalTokens: 220 },
      { week: '2026-11-15', totalTokens: 9300 },
    ]);
  });

  it('by session, the highest cost first', () => {
    expect(sessionReport(ROWS, { zone: 'UTC' }).sessions).toMatchObject([
      { ...b, totalCost: 0.0315, totalTokens: 9300 },
      {
        ...a,
        firstActivity: '2026-08-01T10:20:00.000Z',
        lastActivity: '2026-08-03T10:40:00.000Z',
        totalCost: 0.0161,
        totalTokens: 7430,
      },
    ]);
  });

  it('by block', () => {
    const { blocks } = blockReport(ROWS, { zone: 'UTC', now: NOW, tokenLimit: 9000 });
    expect(blocks).toMatchObject([
      {
        id: '2026-08-01T10:00:00.000Z',
        startTime: '2026-08-01T10:00:00.000Z',
        endTime: '2026-08-01T15:00:00.000Z',
        actualEndTime: '2026-08-01T10:30:00.000Z',
        isActive: false,
        isGap: false,
        entries: 2,
        tokenCounts: {
          inputTokens: 1000,
          outputTokens: 100,
          cacheCreationInputTokens: 1000,
          cacheReadInputTokens: 5000,
        },
        totalTokens: 7100,
        costUSD: 0.01085,
        burnRate: null,
        projection: null,
      },
      { id: '2026-08-01T15:00:00.000Z', actualEndTime: '2026-08-01T15:20:00.000Z', entries: 1 },
      {
        id: 'gap-2026-08-01T20:20:00.000Z',
        startTime: '2026-08-01T20:20:00.000Z',
        endTime: '2026-08-03T10:20:00.000Z',
        actualEndTime: null,
        isActive: false,
        isGap: true,
        entries: 0,
        tokenCounts: { inputTokens: 0 },
        totalTokens: 0,
        costUSD: 0,
        models: [],
        burnRate: null,
        projection: null,
      },
      { id: '2026-08-03T10:00:00.000Z', entries: 2, models: ['claude-opus-4-6', 'foo-model'] },
      { id: 'gap-2026-08-03T15:40:00.000Z', endTime: '2026-11-21T00:16:41.000Z' },
      {
        id: '2026-11-21T00:00:00.000Z',
        isActive: true,
        entries: 3,
        totalTokens: 9300,
        costUSD: 0.0315,
        burnRate: {
          tokensPerMinute: 232.5,
          tokensPerMinuteForIndicator: 232.5,
          costPerHour: 0.04725,
        },
        projection: { totalTokens: 63_473, totalCost: 0.21, remainingMinutes: 233 },
        tokenLimitStatus: {
          limit: 9000,
          projectedUsage: 63_473,
          percentUsed: 705.2555555555555,
          status: 'exceeds',
        },
      },
    ]);
  });
});
