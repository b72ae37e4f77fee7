import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfUp, toDecimal } from './decimal.ts';

const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });

describe('toDecimal', () => {
  it.each<[number, bigint, number]>([
    [0, 0n, 0],
    [-0, 0n, 0],
    [0.015, 15n, 3],
    [0.00025, 25n, 5],
    [1234.5, 12345n, 1],
    [1e-7, 1n, 7],
    [1.5e-7, 15n, 8],
    [1e21, 10n ** 21n, 0],
    [1.25e21, 125n * 10n ** 19n, 0],
    [Number.MIN_VALUE, 5n, 324],
  ])('spells %d out', (value, digits, scale) => {
    expect(toDecimal(value)).toEqual({ digits, scale });
  });

  it('names the same number again, whatever the number', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const { digits, scale } = toDecimal(value);
        expect(Number(`${digits}e-${scale}`)).toBe(value + 0);
      }),
    );
  });

  it.each([-1, -Number.MIN_VALUE, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d',
    (value) => {
      expect(() => toDecimal(value)).toThrow(RangeError);
    },
  );
});

describe('divideHalfUp', () => {
  it.each<[bigint, bigint, bigint]>([
    [0n, 7n, 0n],
    [1n, 2n, 1n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [3n, 2n, 2n],
    [5n, 2n, 3n],
    [149n, 100n, 1n],
    [150n, 100n, 2n],
  ])('of %d by %d is %d', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient);
  });

  it('is at most half away from the true quotient, and never below it by a half', () => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** 30n });
    fc.assert(
      fc.property(whole, fc.bigInt({ min: 1n, max: 10n ** 12n }), (numerator, denominator) => {
        const twiceOver = 2n * (divideHalfUp(numerator, denominator) * denominator - numerator);
        expect(twiceOver).toBeLessThanOrEqual(denominator);
        expect(twiceOver).toBeGreaterThan(-denominator);
      }),
    );
  });
});
