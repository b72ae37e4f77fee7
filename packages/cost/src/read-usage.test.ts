import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUsage } from './read-usage.ts';

const NOTHING = {
  input: 0,
  output: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  cacheRead: 0,
  webSearches: 0,
};

describe('readUsage', () => {
  it('reads what Claude Code writes, and never counts iterations', () => {
    const counters = {
      input_tokens: 2,
      output_tokens: 1101,
      cache_creation_input_tokens: 3433,
      cache_read_input_tokens: 371_302,
      cache_creation: { ephemeral_1h_input_tokens: 3000, ephemeral_5m_input_tokens: 433 },
    };
    const usage = {
      ...counters,
      output_tokens_details: { thinking_tokens: 843 },
      server_tool_use: { web_search_requests: 0, web_fetch_requests: 9 },
      service_tier: 'standard',
      inference_geo: 'not_available',
      iterations: [{ ...counters, type: 'message' }],
      speed: 'standard',
      some_key_of_tomorrow: 'x',
    };
    expect(readUsage(usage)).toEqual({
      counts: {
        input: 2,
        output: 1101,
        cacheWrite5m: 433,
        cacheWrite1h: 3000,
        cacheRead: 371_302,
        webSearches: 0,
      },
      isFast: false,
      isBatch: false,
      isUs: false,
      issues: [],
    });
  });

  it.each([
    ['no split', 100, undefined, 100, 0],
    ['a split of null', 100, null, 100, 0],
    ['a whole split', 100, { m5: 40, h1: 60 }, 40, 60],
    ['a split that holds less: the rest is 5m', 100, { m5: 10, h1: 60 }, 40, 60],
    ['only an hour', 100, { h1: 60 }, 40, 60],
    ['a split that holds more', 50, { m5: 40, h1: 60 }, 40, 60],
    ['nothing but a split', undefined, { m5: 40, h1: 60 }, 40, 60],
  ])('counts cache writes with %s', (_, total, split, cacheWrite5m, cacheWrite1h) => {
    const usage = {
      cache_creation_input_tokens: total,
      cache_creation: split && {
        ephemeral_5m_input_tokens: 'm5' in split ? split.m5 : undefined,
        ephemeral_1h_input_tokens: split.h1,
      },
    };
    const { counts, issues } = readUsage(usage);
    expect(counts).toEqual({ ...NOTHING, cacheWrite5m, cacheWrite1h });
    expect(issues).toEqual([]);
  });

  it.each([
    [null, 'null'],
    ['12', '"12"'],
    [-5, '-5'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [2 ** 53, '9007199254740992'],
    [true, 'true'],
    [5n, '5'],
    [[1], 'a list'],
    [{}, 'an object'],
    ['x\n\u001b[31m'.repeat(50), expect.stringMatching(/^"x\\n\\u001b\[31m.{0,30}…"$/)],
  ])('counts %s as 0 and says so', (value, received) => {
    const usage = {
      input_tokens: value,
      output_tokens: 7,
      cache_creation: { ephemeral_1h_input_tokens: value },
      server_tool_use: { web_search_requests: value },
    };
    const { counts, issues } = readUsage(usage);
    expect(counts).toEqual({ ...NOTHING, output: 7 });
    expect(issues).toEqual(
      expect.arrayContaining([
        { code: 'not-a-count', field: 'usage.input_tokens', received },
        {
          code: 'not-a-count',
          field: 'usage.cache_creation.ephemeral_1h_input_tokens',
          received,
        },
        {
          code: 'not-a-count',
          field: 'usage.server_tool_use.web_search_requests',
          received,
        },
      ]),
    );
    expect(issues).toHaveLength(3);
  });

  it.each([null, undefined, 'x', 5, []])('finds nothing in %j and says so', (usage) => {
    const { counts, issues } = readUsage(usage);
    expect(counts).toEqual(NOTHING);
    expect(issues).toMatchObject([{ code: 'not-an-object', field: 'usage' }]);
  });

  it('says when an inner object is none', () => {
    const { issues } = readUsage({ cache_creation: 'x', server_tool_use: [] });
    expect(issues).toEqual([
      { code: 'not-an-object', field: 'usage.cache_creation', received: '"x"' },
      { code: 'not-an-object', field: 'usage.server_tool_use', received: 'a list' },
    ]);
  });

  it.each([
    [{ speed: 'fast' }, { isFast: true }],
    [{ service_tier: 'batch' }, { isBatch: true }],
    [{ inference_geo: 'us' }, { isUs: true }],
    [{ inference_geo: '' }, {}],
    [{ inference_geo: 'global' }, {}],
    [{ speed: null, service_tier: null, inference_geo: null, server_tool_use: null }, {}],
  ])('reads %j', (usage, flags) => {
    const plain = { isFast: false, isBatch: false, isUs: false, issues: [] };
    expect(readUsage(usage)).toMatchObject({ ...plain, ...flags });
  });

  it.each([
    ['speed', 'warp'],
    ['service_tier', 'priority'],
    ['inference_geo', 'mars'],
    ['speed', 1],
  ])('prices %s %j as if it were absent and says so', (key, value) => {
    const { isFast, isBatch, isUs, issues } = readUsage({ [key]: value });
    expect([isFast, isBatch, isUs]).toEqual([false, false, false]);
    expect(issues).toMatchObject([{ code: 'unknown-value', field: `usage.${key}` }]);
  });

  it('gives whole numbers of at least 0, whatever it reads', () => {
    const keys = ['input_tokens', 'cache_creation_input_tokens', 'cache_creation', 'speed'];
    const split = fc.dictionary(fc.constant('ephemeral_5m_input_tokens'), fc.anything());
    const usage = fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.anything(), split));
    fc.assert(
      fc.property(fc.oneof(usage, fc.anything()), (value) => {
        const counts = Object.values(readUsage(value).counts);
        expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
      }),
    );
  });
});
