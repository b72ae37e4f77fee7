import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCost } from './estimate-cost.ts';
import { RATE_PRESETS } from './rates.ts';

const tokens = fc.nat({ max: 2_000_000_000 });
/** A rate as people type it, with the integer ratio that it means: `units / 10 ** places`. */
const rate = fc
  .record({ units: fc.nat({ max: 999_999 }), places: fc.integer({ min: 0, max: 9 }) })
  .map(({ units, places }) => ({ value: Number(`${units}e-${places}`), units, places }));

const inUnits = (dollars: number) => Math.round(dollars * 10_000);

describe('estimateCost', () => {
  it("gives the report's figures", () => {
    expect(estimateCost({ input: 45_230, output: 12_450 }, RATE_PRESETS.sonnet)).toEqual({
      input: 0.1357,
      output: 0.1868,
      total: 0.3225,
      currency: 'USD',
    });
  });

  it.each([
    // 12,450 tokens cost exactly $0.18675; as floats they come out just below it.
    [12_450, 0.015, 0.1868],
    [10, 0.005, 0.0001],
    [9, 0.005, 0],
    [50, 0.001, 0.0001],
    [49, 0.001, 0],
    [150, 0.001, 0.0002],
    [0, 0.075, 0],
    [1_000_000, 0, 0],
    [1_000_000_000, 0.00025, 250],
    [1, 1e-7, 0],
    [1_000, 5e-5, 0.0001],
    [1_000, 4.9e-5, 0],
  ])('prices %i tokens at %d as %d', (count, dollars, cost) => {
    const rates = { input: dollars, output: dollars };
    expect(estimateCost({ input: count, output: 0 }, rates).input).toBe(cost);
    expect(estimateCost({ input: 0, output: count }, rates).output).toBe(cost);
  });

  it('is exact: half up on the rational number, not on a float', () => {
    fc.assert(
      fc.property(tokens, rate, (count, { value, units, places }) => {
        // Ten-thousandths of a dollar: count * units * 10 / 10 ** places, doubled to see the half.
        const twice = BigInt(count) * BigInt(units) * 20n;
        const divisor = 10n ** BigInt(places);
        const expected = (twice / divisor + 1n) / 2n;
        const { input } = estimateCost({ input: count, output: 0 }, { input: value, output: 0 });
        expect(input).toBe(Number(expected) / 10_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('adds up the rounded parts', () => {
    fc.assert(
      fc.property(tokens, tokens, rate, rate, (input, output, inputRate, outputRate) => {
        const rates = { input: inputRate.value, output: outputRate.value };
        const cost = estimateCost({ input, output }, rates);
        fc.pre(cost.total < 1e11);
        expect(inUnits(cost.total)).toBe(inUnits(cost.input) + inUnits(cost.output));
        expect(cost.total).toBe(inUnits(cost.total) / 10_000);
      }),
    );
  });

  it('never falls below zero, nor when tokens or rates rise', () => {
    fc.assert(
      fc.property(tokens, tokens, rate, rate, (count, more, low, high) => {
        const cost = (input: number, dollars: number) =>
          estimateCost({ input, output: 0 }, { input: dollars, output: 0 }).input;
        const [cheap, dear] = [low.value, high.value].sort((a, b) => a - b) as [number, number];
        expect(cost(count, cheap)).toBeGreaterThanOrEqual(0);
        expect(cost(count + more, cheap)).toBeGreaterThanOrEqual(cost(count, cheap));
        expect(cost(count, dear)).toBeGreaterThanOrEqual(cost(count, cheap));
      }),
    );
  });

  it('costs the same in one sum or in two, but for the rounding', () => {
    const usual = fc.nat({ max: 50_000_000 });
    fc.assert(
      fc.property(usual, usual, fc.constantFrom(...Object.values(RATE_PRESETS)), (a, b, rates) => {
        const cost = (input: number) => inUnits(estimateCost({ input, output: 0 }, rates).input);
        expect(Math.abs(cost(a + b) - cost(a) - cost(b))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d tokens', (count) => {
    expect(() => estimateCost({ input: count, output: 0 }, RATE_PRESETS.sonnet)).toThrow(
      RangeError,
    );
    expect(() => estimateCost({ input: 0, output: count }, RATE_PRESETS.sonnet)).toThrow(
      RangeError,
    );
  });

  it.each([-0.001, Number.NaN, Number.POSITIVE_INFINITY])('refuses a rate of %d', (dollars) => {
    expect(() => estimateCost({ input: 1, output: 1 }, { input: dollars, output: 0 })).toThrow(
      RangeError,
    );
    expect(() => estimateCost({ input: 1, output: 1 }, { input: 0, output: dollars })).toThrow(
      RangeError,
    );
  });
});
