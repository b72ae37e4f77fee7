import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePriceFile } from './price-file.ts';

const PRICED = { input_cost_per_token: 2.8e-7, output_cost_per_token: 4.2e-7 };

describe('parsePriceFile', () => {
  it('reads every price that LiteLLM gives, and ignores its other keys', () => {
    const entry = {
      cache_creation_input_token_cost: 3.75e-6,
      cache_creation_input_token_cost_above_1hr: 6e-6,
      cache_creation_input_token_cost_above_1hr_above_200k_tokens: 1.2e-5,
      cache_creation_input_token_cost_above_200k_tokens: 7.5e-6,
      cache_read_input_token_cost: 3e-7,
      cache_read_input_token_cost_above_200k_tokens: 6e-7,
      input_cost_per_token: 3e-6,
      input_cost_per_token_above_200k_tokens: 6e-6,
      input_cost_per_token_batches: 1.5e-6,
      litellm_provider: 'anthropic',
      max_input_tokens: 1_000_000,
      mode: 'chat',
      output_cost_per_token: 1.5e-5,
      output_cost_per_token_above_200k_tokens: 2.25e-5,
      search_context_cost_per_query: {
        search_context_size_high: 0.01,
        search_context_size_low: 0.01,
        search_context_size_medium: 0.01,
      },
      supports_vision: true,
    };
    const { models, skipped, problems } = parsePriceFile({ 'claude-sonnet-4-5': entry });
    expect({ skipped, problems }).toEqual({ skipped: 0, problems: [] });
    expect(models).toEqual([
      {
        model: 'claude-sonnet-4-5',
        periods: [
          {
            rates: { input: 3, output: 15, cacheWrite5m: 3.75, cacheWrite1h: 6, cacheRead: 0.3 },
            tiers: [
              {
                promptOver: 200_000,
                rates: {
                  input: 6,
                  output: 22.5,
                  cacheWrite5m: 7.5,
                  cacheWrite1h: 12,
                  cacheRead: 0.6,
                },
              },
            ],
          },
        ],
        webSearches: 10,
        remark: undefined,
      },
    ]);
  });

  it('reads JSON text, with a byte-order mark too', () => {
    expect(parsePriceFile(`\uFEFF${JSON.stringify({ m: PRICED })}`)).toEqual(
      parsePriceFile({ m: PRICED }),
    );
  });

  it.each([
    [
      {},
      { cacheWrite5m: 0.28, cacheWrite1h: 0.28, cacheRead: 0.28 },
      'cache writes and cache reads',
    ],
    [
      { cache_creation_input_token_cost: 3.5e-7, cache_read_input_token_cost: 2.8e-8 },
      { cacheWrite5m: 0.35, cacheWrite1h: 0.35, cacheRead: 0.028 },
      'hour cache writes',
    ],
    [
      { cache_creation_input_token_cost_above_1hr: 5.6e-7, cache_read_input_token_cost: null },
      { cacheWrite5m: 0.28, cacheWrite1h: 0.56, cacheRead: 0.28 },
      'cache writes and cache reads',
    ],
  ])('completes the cache prices of an entry with %j and says so', (given, rates, missing) => {
    const [model] = parsePriceFile({ m: { ...PRICED, ...given } }).models;
    expect(model?.periods[0].rates).toEqual({ input: 0.28, output: 0.42, ...rates });
    expect(model?.remark).toBe(`the file gives no price of ${missing}`);
  });

  it('keeps in a tier what the tier does not say, and sorts tiers by their limits', () => {
    const entry = {
      ...PRICED,
      input_cost_per_token_above_512k_tokens: 3e-6,
      input_cost_per_token_above_128k_tokens: 1e-6,
      output_cost_per_token_above_128k_tokens: 4e-6,
    };
    const tiers = parsePriceFile({ m: entry }).models[0]?.periods[0].tiers;
    const all = (price: number) => ({ cacheWrite5m: price, cacheWrite1h: price, cacheRead: price });
    expect(tiers).toEqual([
      { promptOver: 128_000, rates: { input: 1, output: 4, ...all(1) } },
      { promptOver: 512_000, rates: { input: 3, output: 4, ...all(3) } },
    ]);
  });

  it.each([
    [{ low: 0.01, high: 0.02 }, undefined],
    [{ low: 0.035, high: 0.035 }, 35],
    [{ low: '0.01' }, undefined],
    [{ low: -1 }, undefined],
    [{}, undefined],
    [0.01, undefined],
  ])('takes the price of a search from %j only when there is one', (costs, webSearches) => {
    const { models, problems } = parsePriceFile({
      m: { ...PRICED, search_context_cost_per_query: costs },
    });
    expect(models[0]?.webSearches).toBe(webSearches);
    expect(problems).toEqual([]);
  });

  it('counts the entries that are not about tokens', () => {
    const file = {
      sample_spec: { ...PRICED, max_tokens: 'a number' },
      image: { mode: 'image_generation', input_cost_per_token: 1e-6 },
      speech: { input_cost_per_second: 0.1 },
      nothing: {},
      chat: { ...PRICED, mode: 'chat' },
    };
    const { models, skipped, problems } = parsePriceFile(file);
    expect(models.map(({ model }) => model)).toEqual(['chat']);
    expect({ skipped, problems }).toEqual({ skipped: 4, problems: [] });
  });

  it.each([
    ['1e-6', 'expected dollars per token, a number of at least 0, found "1e-6"'],
    [-1, 'expected dollars per token, a number of at least 0, found -1'],
    [Number.NaN, 'expected dollars per token, a number of at least 0, found NaN'],
    [{}, 'expected dollars per token, a number of at least 0, found an object'],
    [3, 'expected dollars per token, found 3: is that per million?'],
  ])('leaves out a model with a price of %j, and says where and why', (price, reason) => {
    const file = { good: PRICED, bad: { ...PRICED, cache_read_input_token_cost: price } };
    const { models, problems } = parsePriceFile(file);
    expect(models.map(({ model }) => model)).toEqual(['good']);
    expect(problems).toEqual([{ path: ['bad', 'cache_read_input_token_cost'], reason }]);
  });

  it('says which of the two prices is missing', () => {
    const { models, problems } = parsePriceFile({ m: { input_cost_per_token: 1e-6 } });
    expect(models).toEqual([]);
    expect(problems).toEqual([
      {
        path: ['m', 'output_cost_per_token'],
        reason: 'expected a price, as input_cost_per_token has one',
      },
    ]);
  });

  it.each([
    [{ m: 5 }, { path: ['m'], reason: 'expected an object, found 5' }],
    [[], { path: [], reason: 'expected an object of models, found a list' }],
    ['null', { path: [], reason: 'expected an object of models, found null' }],
    [undefined, { path: [], reason: 'expected an object of models, found undefined' }],
    [
      '{"m": {\n  "input_cost_per_token": 1e-6,\n}}',
      { path: [], line: 3, column: 1, reason: 'expected a key, found "}}"' },
    ],
  ])('names the place in %j', (source, problem) => {
    expect(parsePriceFile(source)).toEqual({ models: [], skipped: 0, problems: [problem] });
  });

  it('moves the point of a price and changes no digit', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.integer({ min: 8, max: 14 }), (digits, places) => {
        const price = Number(`${digits}e-${places}`);
        const { models } = parsePriceFile({
          m: { input_cost_per_token: price, output_cost_per_token: 0 },
        });
        expect(models[0]?.periods[0].rates.input).toBe(Number(`${digits}e${6 - places}`));
      }),
    );
  });

  it('never throws, and accounts for every entry', () => {
    const keys = fc.constantFrom('input_cost_per_token', 'output_cost_per_token', 'mode', 'x');
    const entry = fc.oneof(
      fc.anything(),
      fc.dictionary(keys, fc.oneof(fc.anything(), fc.double())),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), entry), (file) => {
        const { models, skipped, problems } = parsePriceFile(file);
        const bad = new Set(problems.map(({ path }) => path[0]));
        expect(models.length + skipped + bad.size).toBe(Object.keys(file).length);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string()), (source) => {
        expect(parsePriceFile(source).models).toBeInstanceOf(Array);
      }),
    );
  });
});
