import fc from 'fast-check';
import type { UsageRow } from '../src/index.ts';

const QUARTER_HOUR = 15 * 60_000;

/** Makes a row of one message with 10 output tokens for a cent; what matters to a test is given. */
export function row(time: number | string, given: Partial<UsageRow> = {}): UsageRow {
  return {
    time: typeof time === 'string' ? Date.parse(time) : time,
    sessionId: 'session-a',
    project: 'app',
    projectPath: '/home/u/app',
    model: 'claude-opus-5',
    speed: 'standard',
    counters: counters({ output: 10 }),
    messages: 1,
    cost: 10_000_000_000n,
    unpricedTokens: 0,
    unfinalizedOutput: 0,
    ...given,
  };
}

/** Counters that are 0 where nothing is given. */
export function counters(given: Partial<UsageRow['counters']> = {}): UsageRow['counters'] {
  const none = { input: 0, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
  return { ...none, webSearches: 0, ...given };
}

const place = fc.constantFrom(
  { project: 'app', projectPath: '/home/u/app' },
  { project: 'app', projectPath: '/srv/app' },
  { project: 'fix', projectPath: '/home/u/app-worktrees/fix', repository: '/home/u/app' },
  { project: 'x', projectPath: 'C:\\w\\x', repository: 'C:\\w\\main' },
  { project: '__proto__', projectPath: '__proto__' },
);

const agent = fc.constantFrom(
  undefined,
  { id: 'a1', type: 'Explore' },
  { id: 'a2', type: 'Explore' },
  { id: 'a3', type: 'null' },
  { id: 'a4' },
);

const tokens = fc.nat({ max: 2_000_000 });

/** One message, with a price or without. */
export const anyMessage: fc.Arbitrary<UsageRow> = fc
  .record({
    time: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 4, 1) }),
    sessionId: fc.constantFrom('session-a', 'session-b', 'session-c', 'session-d'),
    place,
    agent,
    skill: fc.constantFrom(undefined, 'review', 'null', 'plan'),
    mcpServer: fc.constantFrom(undefined, 'github', 'files'),
    model: fc.constantFrom('claude-opus-5', 'claude-haiku-4-5-20251001', 'made-up-model', ''),
    speed: fc.constantFrom('standard' as const, 'fast' as const),
    counters: fc.record({
      input: tokens,
      output: tokens,
      cacheWrite5m: tokens,
      cacheWrite1h: tokens,
      cacheRead: tokens,
      webSearches: fc.nat({ max: 3 }),
    }),
    price: fc.option(fc.bigInt({ min: 0n, max: 10n ** 14n }), { nil: undefined }),
    isFinal: fc.boolean(),
  })
  .map(({ place, price, isFinal, ...rest }) => {
    const { input, output, cacheWrite5m, cacheWrite1h, cacheRead } = rest.counters;
    const all = input + output + cacheWrite5m + cacheWrite1h + cacheRead;
    return {
      ...rest,
      ...place,
      messages: 1,
      cost: price,
      unpricedTokens: price === undefined ? all : 0,
      unfinalizedOutput: isFinal ? 0 : output,
    };
  });

/** Up to 40 messages. */
export const anyMessages = fc.array(anyMessage, { maxLength: 40 });

/** Puts messages of the same quarter hour that agree in everything a report groups by into one row. */
export function bucketed(messages: readonly UsageRow[]): UsageRow[] {
  const buckets = new Map<string, UsageRow>();
  for (const message of messages) {
    const { time, counters: own, messages: _, cost, unpricedTokens, unfinalizedOutput } = message;
    const { sessionId, projectPath, agent, skill, mcpServer, model, speed } = message;
    const quarter = Math.floor(time / QUARTER_HOUR) * QUARTER_HOUR;
    const key = JSON.stringify([
      quarter,
      sessionId,
      projectPath,
      agent,
      skill ?? null,
      mcpServer ?? null,
      model,
      speed,
    ]);
    const other = buckets.get(key);
    if (other === undefined) {
      buckets.set(key, message);
      continue;
    }
    const sum = (name: keyof typeof own) => own[name] + other.counters[name];
    buckets.set(key, {
      ...message,
      time: Math.min(time, other.time),
      lastTime: Math.max(time, other.lastTime ?? other.time),
      counters: {
        input: sum('input'),
        output: sum('output'),
        cacheWrite5m: sum('cacheWrite5m'),
        cacheWrite1h: sum('cacheWrite1h'),
        cacheRead: sum('cacheRead'),
        webSearches: sum('webSearches'),
      },
      messages: other.messages + 1,
      cost:
        cost === undefined && other.cost === undefined
          ? undefined
          : (cost ?? 0n) + (other.cost ?? 0n),
      unpricedTokens: unpricedTokens + other.unpricedTokens,
      unfinalizedOutput: unfinalizedOutput + other.unfinalizedOutput,
    });
  }
  return [...buckets.values()];
}
