import type { Day } from '@cco/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlockOptions, blockReport, type UsageRow } from '../src/index.ts';
import { obviousFigures } from './obvious.ts';
import { anyMessages, counters, row } from './rows.ts';

const HOUR = 3_600_000;
const LATER = Date.parse('2026-02-01T00:00:00Z');

/** A time of 2026-01-14, or of another day of that month when it stands before: `15T10:20`. */
const at = (time: string) => Date.parse(`2026-01-${time.includes('T') ? '' : '14T'}${time}Z`);

const report = (times: readonly string[], options: Partial<BlockOptions> = {}) =>
  blockReport(
    times.map((time) => row(at(time))),
    { zone: 'UTC', now: LATER, ...options },
  );

/** `10:00-15:00 2` is a block of two messages, `gap 20:20-10:20` a gap. */
const drawn = (times: readonly string[], options: Partial<BlockOptions> = {}) =>
  report(times, options).blocks.map(({ isGap, startTime, endTime, entries }) => {
    const range = `${startTime.slice(11, 16)}-${endTime.slice(11, 16)}`;
    return isGap ? `gap ${range}` : `${range} ${entries}`;
  });

describe('blocks', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', [], []],
    ['one message', ['10:20'], ['10:00-15:00 1']],
    ['a message on the full hour', ['10:00'], ['10:00-15:00 1']],
    ['messages in any order', ['10:30', '10:20'], ['10:00-15:00 2']],
    ['exactly five hours after the start', ['10:20', '15:00'], ['10:00-15:00 2']],
    ['a moment later', ['10:20', '15:00:01'], ['10:00-15:00 1', '15:00-20:00 1']],
    ['five hours after the last message', ['10:20', '15:20'], ['10:00-15:00 1', '15:00-20:00 1']],
    [
      'a moment more than five hours after the last message',
      ['10:20', '15:20:01'],
      ['10:00-15:00 1', 'gap 15:20-15:20', '15:00-20:00 1'],
    ],
    [
      'two days between',
      ['10:20', '10:40', '16T09:10'],
      ['10:00-15:00 2', 'gap 15:40-09:10', '09:00-14:00 1'],
    ],
    [
      'work without a break',
      ['08:59', '10:00', '12:00', '13:30', '14:30', '18:00', '19:00', '19:01'],
      ['08:00-13:00 3', '13:00-18:00 3', '19:00-00:00 2'],
    ],
  ])('%s', (_, times, expected) => {
    expect(drawn(times)).toEqual(expected);
  });

  it('have the length that is asked for', () => {
    expect(drawn(['10:20', '12:00', '12:01'], { sessionHours: 2 })).toEqual([
      '10:00-12:00 2',
      '12:00-14:00 1',
    ]);
    expect(drawn(['10:20', '11:30', '11:31'], { sessionHours: 0.5 })).toEqual([
      '10:00-10:30 1',
      'gap 10:50-11:30',
      '11:00-11:30 1',
      '11:00-11:30 1',
    ]);
    expect(() => report(['10:20'], { sessionHours: 0 })).toThrow(RangeError);
    expect(() => report(['10:20'], { sessionHours: Number.NaN })).toThrow(RangeError);
  });

  it('agree with a walk from message to message', () => {
    fc.assert(
      fc.property(anyMessages, fc.constantFrom(1, 5, 24 * 20), (rows, sessionHours) => {
        const { blocks, totals } = blockReport(rows, { zone: 'UTC', now: LATER, sessionHours });
        expect(totals).toMatchObject(obviousFigures(rows));
        const real = blocks.filter(({ isGap }) => !isGap);
        expect(real.map(({ startTime, entries }) => [startTime, entries])).toEqual(
          obviousBlocks(rows, sessionHours * HOUR),
        );
        for (const [i, { isGap, startTime, endTime }] of blocks.entries()) {
          if (!isGap) continue;
          const before = Date.parse(blocks[i - 1]?.actualEndTime ?? '');
          expect(Date.parse(startTime)).toBe(before + sessionHours * HOUR);
          expect(rows.map(({ time }) => time)).toContain(Date.parse(endTime));
          expect(startTime < endTime).toBe(true);
        }
      }),
    );
  });

  it('are the same however messages of one moment are put into rows', () => {
    fc.assert(
      fc.property(anyMessages, (rows) => {
        const twice = rows.flatMap((one) => [one, { ...one, sessionId: 'other' }]);
        const double = rows.map((one) => ({
          ...one,
          messages: 2,
          cost: one.cost === undefined ? undefined : one.cost * 2n,
          unpricedTokens: one.unpricedTokens * 2,
          unfinalizedOutput: one.unfinalizedOutput * 2,
          counters: counters(
            Object.fromEntries(Object.entries(one.counters).map(([name, n]) => [name, n * 2])),
          ),
        }));
        const options = { zone: 'UTC', now: LATER };
        expect(blockReport(double, options)).toEqual(blockReport(twice, options));
      }),
    );
  });
});

describe('a block', () => {
  const rows = [
    row(at('10:20'), { counters: counters({ input: 100, cacheWrite1h: 900, cacheRead: 5000 }) }),
    row(at('10:40'), { counters: counters({ output: 50 }), speed: 'fast', unfinalizedOutput: 50 }),
    row(at('11:00'), { model: 'new', cost: undefined, unpricedTokens: 10 }),
  ];
  const block = (now: string, options: Partial<BlockOptions> = {}) =>
    blockReport(rows, { zone: 'UTC', now: at(now), ...options }).blocks[0];

  it('tells everything about itself', () => {
    expect(block('12:00:20', { tokenLimit: 30_000 })).toEqual({
      id: '2026-01-14T10:00:00.000Z',
      startTime: '2026-01-14T10:00:00.000Z',
      endTime: '2026-01-14T15:00:00.000Z',
      actualEndTime: '2026-01-14T11:00:00.000Z',
      isActive: true,
      isGap: false,
      entries: 3,
      tokenCounts: {
        inputTokens: 100,
        outputTokens: 60,
        cacheCreationInputTokens: 900,
        cacheReadInputTokens: 5000,
      },
      totalTokens: 6060,
      costUSD: 0.02,
      models: ['claude-opus-5', 'claude-opus-5-fast', 'new'],
      // 40 minutes from the first message to the last.
      burnRate: { tokensPerMinute: 151.5, tokensPerMinuteForIndicator: 4, costPerHour: 0.03 },
      // 179 minutes and 40 seconds are left: 180 of them, as people would say.
      projection: { totalTokens: 33_330, totalCost: 0.11, remainingMinutes: 180 },
      tokenLimitStatus: {
        limit: 30_000,
        projectedUsage: 33_330,
        percentUsed: 111.1,
        status: 'exceeds',
      },
      unpricedTokens: 10,
      unfinalizedOutputTokens: 50,
    });
  });

  it.each<[string, boolean]>([
    ['09:59', false],
    ['10:00', true],
    ['14:59:59', true],
    ['15:00', false],
  ])('at %s is active: %s', (now, isActive) => {
    expect(block(now)?.isActive).toBe(isActive);
    expect(block(now)?.burnRate === null).toBe(!isActive);
    expect(block(now)?.projection === null).toBe(!isActive);
  });

  it.each<[string, boolean]>([
    ['10:20', false],
    ['10:20:03', false],
    ['10:24:59', false],
    ['10:25', true],
  ])('with messages at 10:20 and %s has a burn rate: %s', (second, hasRate) => {
    const [block] = report(['10:20', second], { now: at('10:30') }).blocks;
    expect(block?.isActive).toBe(true);
    expect(block?.burnRate !== null).toBe(hasRate);
    expect(block?.projection !== null).toBe(hasRate);
  });

  it.each<[number, string]>([
    [33_330, 'warning'],
    [41_662, 'warning'],
    [41_663, 'ok'],
    [33_329, 'exceeds'],
  ])('with a limit of %i is said to be: %s', (tokenLimit, status) => {
    expect(block('12:00', { tokenLimit })?.tokenLimitStatus?.status).toBe(status);
  });
});

describe('the choice of blocks', () => {
  const times = ['10T10:00', '11T23:30', '13T10:00', '13T10:30', '14T10:00', '14T10:30'];
  const now = at('14T11:00');
  it('may be the active one', () => {
    expect(drawn(times, { now, active: true })).toEqual(['10:00-15:00 2']);
    expect(drawn(times, { now: LATER, active: true })).toEqual([]);
  });
  it('may be those of the last three days, with the gaps that begin in them', () => {
    expect(drawn(times, { now, recent: true })).toEqual([
      '23:00-04:00 1',
      'gap 04:30-10:00',
      '10:00-15:00 2',
      'gap 15:30-10:00',
      '10:00-15:00 2',
    ]);
  });
  it('goes by the day on which a block starts in the zone', () => {
    const since = '2026-01-12' as Day;
    const until = '2026-01-12' as Day;
    expect(drawn(times, { since, until })).toEqual(['gap 04:30-10:00']);
    // At 23:00 UTC it is the next day in Berlin.
    expect(drawn(times, { since, until, zone: 'Europe/Berlin' })).toEqual([
      '23:00-04:00 1',
      'gap 04:30-10:00',
    ]);
  });
  it('comes latest first when asked to', () => {
    expect(drawn(['10:00', '15:30'], { order: 'desc' })).toEqual([
      '15:00-20:00 1',
      'gap 15:00-15:30',
      '10:00-15:00 1',
    ]);
  });
  it('is what the totals are of', () => {
    expect(report(times, { now, active: true }).totals.messages).toBe(2);
  });
});

describe('the limit "max"', () => {
  it('is the most that a finished block used, whatever is shown', () => {
    const times = ['12T10:00', '12T10:30', '12T11:00', '13T10:00', '14T10:00', '14T10:30'];
    const options = { now: at('14T11:00'), active: true, tokenLimit: 'max' } as const;
    const { tokenLimit, blocks } = report(times, options);
    expect(tokenLimit).toBe(30);
    expect(blocks[0]?.tokenLimitStatus?.limit).toBe(30);
  });
  it('is none without a finished block', () => {
    const { tokenLimit, blocks } = report(['10:00', '10:30'], {
      now: at('11:00'),
      tokenLimit: 'max',
    });
    expect(tokenLimit).toBeNull();
    expect(blocks[0]?.tokenLimitStatus).toBeUndefined();
  });
});

/** Asks of each message by itself whether it begins a block. */
function obviousBlocks(
  rows: readonly UsageRow[],
  length: number,
): [start: string, count: number][] {
  const times = rows.map(({ time }) => time).sort((a, b) => a - b);
  const found: { start: number; times: number[] }[] = [];
  for (const time of times) {
    const block = found.at(-1);
    const belongs =
      block !== undefined &&
      time <= block.start + length &&
      time <= Math.max(...block.times) + length;
    if (belongs) block.times.push(time);
    else found.push({ start: new Date(time).setUTCMinutes(0, 0, 0), times: [time] });
  }
  return found.map((block) => [new Date(block.start).toISOString(), block.times.length]);
}
