import { describe, expect, it } from 'vitest';
import { formatMoney, moneyFromDollars, toDollars } from './money.ts';
import { withOwnPrices } from './own-prices.ts';
import { type CalculatedCost, type MessageToPrice, priceMessage } from './price-message.ts';
import { PRICE_TABLE } from './price-table.ts';

const TODAY = '2026-11-20T12:00:00Z';
const MILLION = { input_tokens: 1_000_000, output_tokens: 1_000_000 };

function calculated(message: Partial<MessageToPrice>, prices = PRICE_TABLE): CalculatedCost {
  const usual = { model: 'claude-opus-5', usage: MILLION, timestamp: TODAY };
  const cost = priceMessage({ ...usual, ...message }, { prices, mode: 'calculate' });
  if (cost.status !== 'calculated') throw new Error(cost.status);
  return cost;
}

const dollars = (message: Partial<MessageToPrice>) => toDollars(calculated(message).total);

describe('priceMessage', () => {
  it('adds up the exact amounts of all classes', () => {
    const usage = {
      input_tokens: 1,
      output_tokens: 2,
      cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 },
      cache_read_input_tokens: 5,
      server_tool_use: { web_search_requests: 6 },
    };
    const { amounts, total, price, issues } = calculated({ usage });
    expect(amounts).toEqual({
      input: 5_000_000n,
      output: 50_000_000n,
      cacheWrite5m: 18_750_000n,
      cacheWrite1h: 40_000_000n,
      cacheRead: 2_500_000n,
      webSearches: 60_000_000_000n,
    });
    expect(total).toBe(60_116_250_000n);
    expect(formatMoney(total)).toBe('$0.0601');
    expect(price).toEqual({
      model: 'claude-opus-5',
      source: 'table',
      from: undefined,
      until: undefined,
      promptTokens: 13,
      promptOver: undefined,
      rates: { input: 5, output: 25, cacheWrite5m: 6.25, cacheWrite1h: 10, cacheRead: 0.5 },
      factors: { region: 1, speed: 1, serviceTier: 1 },
    });
    expect(issues).toEqual([]);
  });

  it.each([
    ['fast', { speed: 'fast' }, 60],
    ['batch', { service_tier: 'batch' }, 15],
    ['us', { inference_geo: 'us' }, 33],
    ['all of them', { speed: 'fast', service_tier: 'batch', inference_geo: 'us' }, 33],
  ])('multiplies tokens for %s, and not searches', (_, more, expected) => {
    expect(dollars({ usage: { ...MILLION, ...more } })).toBe(expected);
    const searches = { ...more, server_tool_use: { web_search_requests: 1000 } };
    expect(dollars({ usage: searches })).toBe(10);
  });

  it('charges a region once, by its prefix or by the usage', () => {
    const usage = { ...MILLION, inference_geo: 'us' };
    expect(dollars({ model: 'us.anthropic.claude-opus-5', usage })).toBe(33);
    expect(dollars({ model: 'us.anthropic.claude-opus-5' })).toBe(33);
    expect(dollars({ model: 'global.anthropic.claude-opus-5', usage })).toBe(33);
    expect(dollars({ model: 'us.anthropic.claude-haiku-4-5', usage })).toBe(6.6);
    expect(dollars({ model: 'claude-haiku-4-5', usage })).toBe(6);
  });

  it.each([
    ['claude-sonnet-4-5', '2026-04-29T23:59:59.999Z', 200_000, 0.6],
    ['claude-sonnet-4-5', '2026-04-29T23:59:59.999Z', 200_001, 1.200006],
    ['claude-sonnet-4-5', '2026-04-30T00:00:00Z', 200_001, 0.600003],
    ['claude-haiku-5-5', TODAY, 100_000, 0.01],
    ['claude-haiku-5-5', TODAY, 100_001, 0.0500005],
    ['claude-opus-5-5', '2020-01-01T00:00:00Z', 1_000_000, 4],
  ])('prices %s at %s by its prompt of %i', (model, timestamp, tokens, expected) => {
    expect(dollars({ model, timestamp, usage: { input_tokens: tokens } })).toBe(expected);
  });

  it('takes output, cache writes and cache reads at the price of a long prompt', () => {
    const usage = {
      input_tokens: 1,
      output_tokens: 1000,
      cache_creation_input_tokens: 100_000,
      cache_read_input_tokens: 100_000,
    };
    const message = { model: 'claude-opus-4-6', timestamp: '2026-03-01T00:00:00Z' };
    const { price, amounts } = calculated({ ...message, usage });
    expect(price).toMatchObject({ promptTokens: 200_001, promptOver: 200_000 });
    expect(price.until).toBe('2026-03-13');
    expect(amounts).toMatchObject({
      output: moneyFromDollars(0.0375),
      cacheWrite5m: moneyFromDollars(1.25),
      cacheRead: moneyFromDollars(0.1),
    });
    const { input_tokens: _, ...short } = usage;
    expect(calculated({ ...message, usage: short }).price.promptOver).toBeUndefined();
  });

  it('does not count output as a part of the prompt', () => {
    const usage = { input_tokens: 100_000, output_tokens: 1_000_000 };
    expect(calculated({ model: 'claude-haiku-5-5', usage }).price.promptOver).toBeUndefined();
  });

  it('uses the first prices before a model has any', () => {
    const { price } = calculated({ model: 'claude-sonnet-5-5', timestamp: '2026-01-01' });
    expect(price).toMatchObject({ from: '2026-09-28', rates: { cacheRead: 0.2 } });
  });

  it.each([undefined, null, 'soon', 2 ** 60])(
    'uses the latest prices at %s and says so',
    (time) => {
      const { price, issues } = calculated({ model: 'claude-sonnet-5-5', timestamp: time });
      expect(price).toMatchObject({ from: '2026-10-07', rates: { cacheRead: 0.1 } });
      expect(issues).toEqual([
        { code: 'not-a-time', field: 'timestamp', received: expect.any(String) },
      ]);
    },
  );

  it.each([
    ['claude-opus-4-5', TODAY],
    ['claude-opus-4-7', '2026-07-24'],
  ])('says when a fast request of %s has no price of its own', (model, timestamp) => {
    const { price, issues } = calculated({ model, timestamp, usage: { speed: 'fast' } });
    expect(price.factors.speed).toBe(1);
    expect(issues).toEqual([{ code: 'no-fast-price', field: 'usage.speed', received: '"fast"' }]);
  });

  it('passes on what is wrong with the usage', () => {
    const { total, issues } = calculated({ usage: { input_tokens: null, output_tokens: 1 } });
    expect(total).toBe(25_000_000n);
    expect(issues).toMatchObject([{ field: 'usage.input_tokens', received: 'null' }]);
  });
});

describe('priceMessage of a model without a price', () => {
  it('lists what was used, and has no total', () => {
    const cost = priceMessage({ model: 'gpt-7', usage: MILLION, timestamp: TODAY });
    expect(cost).toEqual({
      status: 'unpriced',
      model: 'gpt-7',
      counts: expect.objectContaining({ input: 1_000_000, output: 1_000_000 }),
      issues: [],
    });
  });

  it.each([undefined, null, 5])('says that %j is no model', (model) => {
    const cost = priceMessage({ model, usage: {} });
    expect(cost).toMatchObject({
      status: 'unpriced',
      model: '',
      issues: [{ code: 'not-a-model' }],
    });
  });
});

describe('priceMessage with a recorded cost', () => {
  const message = { model: 'claude-opus-5', usage: MILLION, timestamp: TODAY };
  const priceAs = (mode: 'auto' | 'calculate' | 'display' | undefined, costUSD?: unknown) => {
    const cost = priceMessage({ ...message, costUSD }, { mode });
    return [cost.status, cost.status === 'unpriced' ? undefined : toDollars(cost.total)];
  };

  it('follows the mode', () => {
    expect(priceAs('auto', 0.25)).toEqual(['recorded', 0.25]);
    expect(priceAs('auto')).toEqual(['calculated', 30]);
    expect(priceAs('auto', 0)).toEqual(['recorded', 0]);
    expect(priceAs('display', 0.25)).toEqual(['recorded', 0.25]);
    expect(priceAs('display')).toEqual(['unrecorded', 0]);
    expect(priceAs('display', null)).toEqual(['unrecorded', 0]);
    expect(priceAs('calculate', 0.25)).toEqual(['calculated', 30]);
    expect(priceAs(undefined, 0.25)).toEqual(['recorded', 0.25]);
  });

  it('takes the word of the line for a model without a price', () => {
    const cost = priceMessage({ model: 'gpt-7', usage: MILLION, costUSD: 1.5 });
    expect(cost).toMatchObject({ status: 'recorded', total: moneyFromDollars(1.5) });
  });

  it.each(['0.25', -1, Number.NaN, {}])('leaves out %j and says so', (costUSD) => {
    for (const [mode, status] of [
      ['auto', 'calculated'] as const,
      ['display', 'unrecorded'] as const,
    ]) {
      const cost = priceMessage({ ...message, costUSD }, { mode });
      expect(cost.status).toBe(status);
      expect(cost.issues).toMatchObject([{ code: 'not-a-cost', field: 'costUSD' }]);
    }
  });
});

describe('priceMessage with own prices', () => {
  const rates = {
    input: 0.28,
    output: 0.42,
    cacheWrite5m: 0.28,
    cacheWrite1h: 0.28,
    cacheRead: 0.028,
  };
  const prices = withOwnPrices([
    { model: 'deepseek-chat', periods: [{ rates }], webSearches: 1 },
    { model: 'claude-opus-5', periods: [{ rates }] },
  ]);

  it('uses them for their models alone', () => {
    const usage = { ...MILLION, server_tool_use: { web_search_requests: 1000 } };
    const priced = calculated({ model: 'DeepSeek-Chat', usage }, prices);
    expect(toDollars(priced.total)).toBe(1.7);
    expect(priced.price).toMatchObject({ source: 'own', model: 'deepseek-chat' });
    expect(toDollars(calculated({ usage }, prices).total)).toBe(10.7);
    expect(toDollars(calculated({ model: 'claude-opus-4-8' }, prices).total)).toBe(30);
  });

  it('takes the highest tier that a prompt reaches', () => {
    const tiers = [100, 200].map((promptOver) => ({
      promptOver,
      rates: { ...rates, input: promptOver },
    }));
    const own = withOwnPrices([{ model: 'm', periods: [{ rates, tiers }] }]);
    const tierOf = (input_tokens: number) =>
      calculated({ model: 'm', usage: { input_tokens } }, own).price.promptOver;
    expect([100, 101, 200, 201].map(tierOf)).toEqual([undefined, 100, 100, 200]);
  });

  it('rounds a price to a picodollar a token, once, after its factors', () => {
    const fine = { ...rates, input: 0.0000014 };
    const own = withOwnPrices([{ model: 'm', periods: [{ rates: fine }] }]);
    const usage = { input_tokens: 1_000_000 };
    expect(calculated({ model: 'm', usage }, own).total).toBe(1_000_000n);
    const half = { ...usage, service_tier: 'batch' };
    expect(calculated({ model: 'm', usage: half }, own).total).toBe(1_000_000n);
  });
});
