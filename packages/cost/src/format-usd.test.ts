import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUsd } from './format-usd.ts';

describe('formatUsd', () => {
  it.each<[number, number | undefined, string]>([
    [0.3225, undefined, '$0.3225'],
    [0, undefined, '$0.0000'],
    [1234.5, 2, '$1,234.50'],
    [1_234_567.891, 3, '$1,234,567.891'],
    [999, 0, '$999'],
    [999.5, 0, '$1,000'],
    [999.9999, 2, '$1,000.00'],
    [0.5, 0, '$1'],
    [0.1, 12, '$0.100000000000'],
    [1e21, 2, '$1,000,000,000,000,000,000,000.00'],
    [1e-7, 4, '$0.0000'],
    // The float nearest to 1.005 lies below it; people mean what they wrote.
    [1.005, 2, '$1.01'],
    [-1.005, 2, '-$1.01'],
    [-1234.5, 2, '-$1,234.50'],
    [-0.00001, undefined, '$0.0000'],
    [-0, undefined, '$0.0000'],
    [Number.NaN, undefined, '$?'],
    [Number.POSITIVE_INFINITY, undefined, '$?'],
    [Number.NEGATIVE_INFINITY, 2, '$?'],
  ])('writes %d with %s decimals as %s', (dollars, decimals, text) => {
    expect(formatUsd(dollars, decimals)).toBe(text);
  });

  const units = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
  const decimals = fc.integer({ min: 0, max: 6 });

  it('can be read back', () => {
    fc.assert(
      fc.property(units, decimals, (count, places) => {
        const dollars = Number(`${count}e-${places}`);
        expect(Number(formatUsd(dollars, places).replaceAll(/[$,]/g, ''))).toBe(dollars);
      }),
    );
  });

  it('always has the shape of an amount', () => {
    const dollars = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(dollars, decimals, (value, places) => {
        const fraction = places === 0 ? '' : `\\.\\d{${places}}`;
        expect(formatUsd(value, places)).toMatch(
          new RegExp(`^-?\\$(?:0|[1-9]\\d{0,2}(?:,\\d{3})*)${fraction}$`),
        );
      }),
    );
  });

  it('writes a negative amount as the positive one with a sign', () => {
    fc.assert(
      fc.property(units, decimals, (count, places) => {
        fc.pre(count > 0);
        const dollars = Number(`${count}e-${places}`);
        expect(formatUsd(-dollars, places)).toBe(`-${formatUsd(dollars, places)}`);
      }),
    );
  });
});
