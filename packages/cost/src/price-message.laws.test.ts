import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, type Money, NO_MONEY } from './money.ts';
import { type CalculatedCost, priceMessage } from './price-message.ts';
import { PRICE_TABLE } from './price-table.ts';

/** No tier begins at so few tokens. */
const SHORT = 100_000;

const modelId = fc.constantFrom(...PRICE_TABLE.models.map(({ model }) => model));
const region = fc.constantFrom('', 'us.anthropic.', 'global.anthropic.', 'anthropic/');
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const shape = fc.record({
  speed: fc.constantFrom('standard', 'fast', null),
  service_tier: fc.constantFrom('standard', 'batch', null),
  inference_geo: fc.constantFrom('not_available', 'us', '', null),
});

const usageOf = (max: number) => {
  const counter = fc.nat({ max });
  return fc.record({
    input: counter,
    output: counter,
    fiveMinutes: counter,
    hour: counter,
    cacheRead: counter,
    searches: fc.nat({ max: 100 }),
  });
};
type Usage = typeof usageOf extends (max: number) => fc.Arbitrary<infer T> ? T : never;

const request = fc.record({ model: modelId, region, timestamp: day, shape });
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

describe('the cost of a message', () => {
  it('is never below zero, and is the sum of its amounts', () => {
    fc.assert(
      fc.property(request, usageOf(5_000_000), (at, usage) => {
        const { amounts, total } = price(at, usage);
        expect(Object.values(amounts).every((amount) => amount >= 0n)).toBe(true);
        expect(total).toBe(addMoney(...Object.values(amounts)));
      }),
    );
  });

  it('is the exact rational number: counts times price times factors', () => {
    fc.assert(
      fc.property(request, usageOf(5_000_000), (at, usage) => {
        const { counts, price: applied, total } = price(at, usage);
        const { rates, factors } = applied;
        // In thousandths of a dollar per million tokens, and twentieths for the factors.
        const thousandths = (dollars: number) => BigInt(Math.round(dollars * 1000));
        const twentieths =
          BigInt(Math.round(factors.region * 10)) *
          BigInt(factors.speed) *
          BigInt(Math.round(factors.serviceTier * 2));
        const tokens =
          BigInt(counts.input) * thousandths(rates.input) +
          BigInt(counts.output) * thousandths(rates.output) +
          BigInt(counts.cacheWrite5m) * thousandths(rates.cacheWrite5m) +
          BigInt(counts.cacheWrite1h) * thousandths(rates.cacheWrite1h) +
          BigInt(counts.cacheRead) * thousandths(rates.cacheRead);
        const searches = BigInt(counts.webSearches) * 10_000_000_000n;
        expect(20n * (total - searches)).toBe(tokens * twentieths * 1000n);
      }),
    );
  });

  it('of two usages at one price is the sum of both', () => {
    fc.assert(
      fc.property(request, usageOf(SHORT / 8), usageOf(SHORT / 8), (at, first, second) => {
        const both = { ...first };
        for (const key of Object.keys(both) as (keyof Usage)[]) both[key] += second[key];
        const sum = addMoney(price(at, first).total, price(at, second).total);
        expect(price(at, both).total).toBe(sum);
      }),
    );
  });

  it('rises with every counter', () => {
    const more = fc.integer({ min: 1, max: SHORT / 8 });
    fc.assert(
      fc.property(request, usageOf(SHORT / 8), more, (at, usage, added) => {
        const { total } = price(at, usage);
        for (const key of Object.keys(usage) as (keyof Usage)[]) {
          const grown = price(at, { ...usage, [key]: usage[key] + added }).total;
          expect(grown).toBeGreaterThan(total);
        }
      }),
    );
  });

  it('does not fall at the edge of a tier', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(100_000, 200_000), fc.nat(1000), (at, limit, output) => {
        const costAt = (tokens: number) => price(at, { ...nothing, input: tokens, output }).total;
        expect(costAt(limit)).toBeGreaterThan(costAt(limit - 1));
        expect(costAt(limit + 1)).toBeGreaterThan(costAt(limit));
      }),
    );
  });

  it('does not depend on how the model is spelled', () => {
    const spelled = fc.constantFrom('-20260101', '@20260101', '[1m]', '-v1:0', '-v1:0[1m]');
    fc.assert(
      fc.property(request, usageOf(300_000), spelled, (at, usage, suffix) => {
        const { total } = price(at, usage);
        expect(price({ ...at, model: at.model + suffix }, usage).total).toBe(total);
        expect(price({ ...at, model: at.model.toUpperCase() }, usage).total).toBe(total);
      }),
    );
  });
});

describe('the sum over very many messages', () => {
  it('is exact', () => {
    const usage = { ...nothing, input: 1, output: 1, cacheRead: 1 };
    const at: Request = {
      model: 'claude-haiku-5-5',
      region: '',
      timestamp: '2026-11-20',
      shape: { speed: null, service_tier: 'batch', inference_geo: null },
    };
    let sum: Money = NO_MONEY;
    for (let i = 0; i < 50_000; i++) sum = addMoney(sum, price(at, usage).total);
    // (0.10 + 0.50 + 0.01) / 2 dollars per million tokens.
    expect(sum).toBe(50_000n * 305_000n);
  });
});

const nothing: Usage = {
  input: 0,
  output: 0,
  fiveMinutes: 0,
  hour: 0,
  cacheRead: 0,
  searches: 0,
};

function price({ model, region: prefix, timestamp, shape: more }: Request, usage: Usage) {
  const cost = priceMessage({
    model: prefix + model,
    timestamp,
    usage: {
      ...more,
      input_tokens: usage.input,
      output_tokens: usage.output,
      cache_creation_input_tokens: usage.fiveMinutes + usage.hour,
      cache_creation: { ephemeral_1h_input_tokens: usage.hour },
      cache_read_input_tokens: usage.cacheRead,
      server_tool_use: { web_search_requests: usage.searches },
    },
  });
  expect(cost.status).toBe('calculated');
  return cost as CalculatedCost;
}
