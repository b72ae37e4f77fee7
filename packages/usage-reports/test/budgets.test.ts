import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetStatus, parseBudgets, type UsageRow } from '../src/index.ts';
import { obviousDay } from './obvious.ts';
import { anyMessages, row } from './rows.ts';

const DOLLAR = 10n ** 12n;
const NOW = Date.parse('2026-01-14T20:00:00Z');

/** Status of budgets over rows, as of a Wednesday. */
function status(text: string, rows: readonly UsageRow[], zone = 'UTC') {
  const parsed = parseBudgets(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return budgetStatus(rows, parsed.budgets, { zone, now: NOW });
}

describe('parseBudgets', () => {
  it('reads periods and dollars', () => {
    expect(parseBudgets('daily=5, Monthly = $99.50,weekly=0.000001')).toEqual({
      ok: true,
      budgets: [
        { period: 'daily', limit: 5n * DOLLAR },
        { period: 'monthly', limit: 99_500_000_000_000n },
        { period: 'weekly', limit: 1_000_000n },
      ],
    });
  });

  it.each([
    ['', 'expected a period and its dollars, as in daily=5,monthly=100, received nothing'],
    ['daily=5,', 'expected a period and its dollars, as in daily=5,monthly=100, received nothing'],
    ['5', 'expected a period and its dollars, as in daily=5,monthly=100, received "5"'],
    [
      'daily=5=6',
      'expected a period and its dollars, as in daily=5,monthly=100, received "daily=5=6"',
    ],
    [
      'yearly=5',
      '"yearly" is not a budget: use daily, weekly or monthly, as in daily=5,monthly=100',
    ],
    ['daily=5,daily=6', 'daily is there twice: give each budget once'],
    ...['', '0', '0.00', '-1', '1e3', '5 EUR', '1,000', 'NaN', '.'].map((amount) => [
      `daily=${amount}`,
      `"${amount.split(',')[0]}" is not an amount above 0: write dollars, as in daily=5,monthly=100`,
    ]),
  ])('refuses "%s"', (text, message) => {
    const parsed = parseBudgets(text);
    // "1,000" is read as two parts, of which the second is refused.
    if (text === 'daily=1,000') {
      expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining('"000"') });
    } else expect(parsed).toEqual({ ok: false, message });
  });
});

describe('budgetStatus', () => {
  it('counts the present day, week and month', () => {
    const rows = [
      row('2026-01-14T10:00:00Z', { cost: 4n * DOLLAR, unpricedTokens: 7 }),
      row('2026-01-11T10:00:00Z', { cost: 2n * DOLLAR }),
      row('2026-01-10T10:00:00Z', { cost: DOLLAR }),
      row('2025-12-31T10:00:00Z', { cost: 100n * DOLLAR }),
      row('2026-01-15T10:00:00Z', { cost: 100n * DOLLAR }),
    ];
    const common = { until: '2026-01-14', isExceeded: false, unpricedTokens: 7 };
    expect(status('daily=5,weekly=8,monthly=100', rows)).toEqual([
      {
        ...{ period: 'daily', since: '2026-01-14', limit: 5, used: 4, remaining: 1 },
        ...{ percent: 80, level: 75, ...common },
      },
      {
        ...{ period: 'weekly', since: '2026-01-11', limit: 8, used: 6, remaining: 2 },
        ...{ percent: 75, level: 75, ...common },
      },
      {
        ...{ period: 'monthly', since: '2026-01-01', limit: 100, used: 7, remaining: 93 },
        ...{ percent: 7, level: 0, ...common },
      },
    ]);
  });

  it.each<[bigint, number, number, boolean]>([
    [0n, 0, 0, false],
    [499_999_999_999n, 49.99, 0, false],
    [500_000_000_000n, 50, 50, false],
    [750_000_000_000n, 75, 75, false],
    [899_999_999_999n, 89.99, 75, false],
    [900_000_000_000n, 90, 90, false],
    [999_999_999_999n, 99.99, 90, false],
    [DOLLAR, 100, 100, false],
    [DOLLAR + 1n, 100, 100, true],
    [3n * DOLLAR, 300, 100, true],
  ])(
    'with %d picodollars of a dollar is at %d per cent, level %i',
    (cost, percent, level, over) => {
      const [daily] = status('daily=1', [row(NOW, { cost })]);
      expect(daily).toMatchObject({ percent, level, isExceeded: over });
      expect(daily?.remaining).toBe(over ? 0 : Number(DOLLAR - cost) / 1e12);
    },
  );

  it('takes the days of the zone', () => {
    const rows = [row('2026-01-14T18:29:00Z'), row('2026-01-14T18:30:00Z')];
    const [daily] = status('daily=1', rows, 'Asia/Kolkata');
    expect(daily).toMatchObject({ since: '2026-01-15', used: 0.01 });
  });

  it('agrees with a sum over the rows of the month', () => {
    fc.assert(
      fc.property(anyMessages, fc.constantFrom('UTC', 'Pacific/Kiritimati'), (rows, zone) => {
        const dayOf = ({ time }: UsageRow) => obviousDay(zone, time);
        const today = obviousDay(zone, NOW);
        const own = rows.filter((one) => dayOf(one) >= '2026-01-01' && dayOf(one) <= today);
        const used = own.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n);
        expect(status('monthly=1', rows, zone)[0]?.used).toBeCloseTo(Number(used) / 1e12, 9);
      }),
    );
  });
});
