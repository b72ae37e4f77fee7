import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  compareMoney,
  formatMoney,
  type Money,
  moneyFromDollars,
  NO_MONEY,
  toDollars,
} from './money.ts';

const amount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }) as fc.Arbitrary<Money>;
const money = (picodollars: bigint) => picodollars as Money;

describe('addMoney', () => {
  it('has the exact sum, however large and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const sum = amounts.reduce<bigint>((total, one) => total + one, 0n);
        expect(addMoney(...amounts)).toBe(sum);
        expect(addMoney(...amounts.toReversed())).toBe(sum);
      }),
    );
  });

  it('does not drift where floats do', () => {
    let sum = NO_MONEY;
    for (let i = 0; i < 100_000; i++) sum = addMoney(sum, moneyFromDollars(0.1));
    expect(toDollars(sum)).toBe(10_000);
  });
});

describe('compareMoney', () => {
  it('sorts as the amounts are', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(compareMoney(a, b)).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(compareMoney(a, a)).toBe(0);
      }),
    );
  });
});

describe('moneyFromDollars', () => {
  it.each<[number, bigint]>([
    [0, 0n],
    [-0, 0n],
    [1, 1_000_000_000_000n],
    [0.1, 100_000_000_000n],
    [-0.18675, -186_750_000_000n],
    [1e-12, 1n],
    [5e-13, 1n],
    [4.9e-13, 0n],
    [1e21, 10n ** 33n],
  ])('reads %d as %d picodollars', (dollars, picodollars) => {
    expect(moneyFromDollars(dollars)).toBe(picodollars);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d',
    (value) => {
      expect(() => moneyFromDollars(value)).toThrow(RangeError);
    },
  );
});

describe('toDollars', () => {
  it.each<[bigint, number | undefined, number]>([
    [186_750_000_000n, undefined, 0.18675],
    [186_750_000_000n, 4, 0.1868],
    [186_749_999_999n, 4, 0.1867],
    [-186_750_000_000n, 4, -0.1868],
    [500_000_000_000n, 0, 1],
    [499_999_999_999n, 0, 0],
    [-1n, 4, 0],
    [1n, 12, 1e-12],
    [0n, 2, 0],
    [9_007_199_254_740_993n, 2, 9007.2],
  ])('of %d to %s decimals is %d', (picodollars, decimals, dollars) => {
    expect(toDollars(money(picodollars), decimals)).toBe(dollars);
  });

  it('gives back what was read, and rounds to the nearest', () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(cents, fc.integer({ min: -499_999, max: 499_999 }), (count, rest) => {
        const dollars = Number(`${count}e-2`);
        expect(toDollars(moneyFromDollars(dollars))).toBe(dollars);
        const near = addMoney(moneyFromDollars(dollars), money(BigInt(rest) * 10_000n));
        expect(toDollars(near, 2)).toBe(dollars);
      }),
    );
  });

  it.each([-1, 13, 1.5, Number.NaN])('refuses %d decimals', (decimals) => {
    expect(() => toDollars(NO_MONEY, decimals)).toThrow(RangeError);
  });
});

describe('formatMoney', () => {
  it.each<[bigint, number | undefined, string]>([
    [0n, undefined, '$0.0000'],
    [1_234_500_000_000_000n, 2, '$1,234.50'],
    [-1_005_000_000_000n, 2, '-$1.01'],
    [186_750_000_000n, undefined, '$0.1868'],
    [1n, 12, '$0.000000000001'],
    [123_456_789_000_000_000_000n, 2, '$123,456,789.00'],
  ])('writes %d with %s decimals as %s', (picodollars, decimals, text) => {
    expect(formatMoney(money(picodollars), decimals)).toBe(text);
  });
});
