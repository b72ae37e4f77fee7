import { describe, expect, it } from 'vitest';
import { moneyFromDollars } from './money.ts';
import { priceMessage } from './price-message.ts';
import { PRICE_TABLE, PRICE_TABLE_DATE } from './price-table.ts';
import type { PriceTable } from './prices.ts';
import { resolveModel } from './resolve-model.ts';

/** Models; prompts; days; dollars per million: in, out, cache write 5m, 1h, cache read. */
const PRICES = `
claude-3-haiku                                       |           |                  | 0.25 1.25 0.30 0.50 0.03
claude-3-5-haiku                                     |           |                  | 0.80 4 1.00 1.60 0.08
claude-3-opus claude-opus-4 claude-opus-4-1          |           |                  | 15 75 18.75 30 1.50
claude-3-sonnet claude-3-5-sonnet claude-3-7-sonnet  |           |                  | 3 15 3.75 6 0.30
claude-sonnet-4 claude-sonnet-4-5                    |           | from 2026-04-30  | 3 15 3.75 6 0.30
claude-sonnet-4 claude-sonnet-4-5                    | to 200k   | until 2026-04-30 | 3 15 3.75 6 0.30
claude-sonnet-4 claude-sonnet-4-5                    | over 200k | until 2026-04-30 | 6 22.5 7.5 12 0.6
claude-sonnet-4-6                                    |           | from 2026-03-13  | 3 15 3.75 6 0.30
claude-sonnet-4-6                                    | to 200k   | until 2026-03-13 | 3 15 3.75 6 0.30
claude-sonnet-4-6                                    | over 200k | until 2026-03-13 | 6 22.5 7.5 12 0.6
claude-haiku-4-5                                     |           |                  | 1 5 1.25 2 0.10
claude-opus-4-5 claude-opus-4-7                      |           |                  | 5 25 6.25 10 0.50
claude-opus-4-8 claude-opus-5                        |           |                  | 5 25 6.25 10 0.50
claude-opus-4-6                                      |           | from 2026-03-13  | 5 25 6.25 10 0.50
claude-opus-4-6                                      | to 200k   | until 2026-03-13 | 5 25 6.25 10 0.50
claude-opus-4-6                                      | over 200k | until 2026-03-13 | 10 37.5 12.5 20 1
claude-opus-5-5                                      |           |                  | 4 20 5 8 0.20
claude-sonnet-5                                      |           |                  | 2 10 2.50 4 0.20
claude-sonnet-5-5                                    |           | until 2026-10-07 | 2 10 2.50 4 0.20
claude-sonnet-5-5                                    |           | from 2026-10-07  | 2 10 2.50 4 0.10
claude-haiku-5-5                                     | to 100k   |                  | 0.10 0.50 0.125 0.20 0.01
claude-haiku-5-5                                     | over 100k |                  | 0.50 2.50 0.625 1.00 0.05
claude-fable-5 claude-mythos-5 claude-mythos-preview |           |                  | 10 50 12.50 20 1.00
claude-fable-5-1 claude-mythos-5-1                   |           |                  | 10 50 12.50 20 0.25
claude-fable-5-2                                     |           |                  | 8 40 10 16 0.20
`;

/** Models; days; what fast requests cost in normal ones. */
const FAST = `
claude-opus-4-6                                               |                  | 6
claude-opus-4-7                                               | until 2026-07-24 | 6
claude-opus-4-8 claude-opus-5 claude-opus-5-5 claude-fable-5-2 |                 | 2
`;

/** The first days of the models that came after the table began to be dated. */
const FIRST_DAYS: Readonly<Record<string, string>> = {
  'claude-opus-5-5': '2026-09-22',
  'claude-sonnet-5-5': '2026-09-28',
  'claude-haiku-5-5': '2026-10-07',
  'claude-fable-5-1': '2026-09-01',
  'claude-mythos-5-1': '2026-09-01',
  'claude-fable-5-2': '2026-11-09',
};

const BEFORE_45 = [
  ...['claude-3-haiku', 'claude-3-5-haiku', 'claude-3-opus', 'claude-3-sonnet'],
  ...['claude-3-5-sonnet', 'claude-3-7-sonnet', 'claude-opus-4', 'claude-opus-4-1'],
  'claude-sonnet-4',
];
const BEFORE_46 = [...BEFORE_45, 'claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-opus-4-5'];

/** Every day on which something changes and the days before and after it, and two far away. */
const EDGES = `${PRICES}${FAST}${Object.values(FIRST_DAYS)}`.match(/\d{4}-\d\d-\d\d/g) ?? [];
const DAYS = [...new Set(EDGES)].flatMap((day) => [-1, 0, 1].map((step) => dayAfter(day, step)));
DAYS.push('2023-01-01', '2030-01-01');
const PROMPTS = [4, 99_999, 100_000, 100_001, 199_999, 200_000, 200_001, 3_000_000];
const CLASSES = ['input', 'output', 'cacheWrite5m', 'cacheWrite1h', 'cacheRead'] as const;

const rows = linesOf(PRICES).map(([models = '', prompts = '', days = '', prices = '']) => ({
  models: models.split(' '),
  prompts,
  days,
  prices: prices.split(/\s+/).map(picodollars),
}));
const allModels = [...new Set(rows.flatMap((row) => row.models))];

/** The one row for each model, day and prompt. */
const expected = allModels.flatMap((model) =>
  DAYS.flatMap((day) =>
    PROMPTS.map((prompt) => {
      const matching = rows.filter(
        (row) => row.models.includes(model) && holds(row.days, day) && fits(row.prompts, prompt),
      );
      return { model, day, prompt, prices: matching.map((row) => row.prices.join()).join(' or ') };
    }),
  ),
);

describe('PRICE_TABLE', () => {
  it('carries its date', () => {
    expect(PRICE_TABLE_DATE).toBe('2026-11-20');
    expect(PRICE_TABLE.date).toBe(PRICE_TABLE_DATE);
  });

  it('holds these models and no others', () => {
    expect(PRICE_TABLE.models.map(({ model }) => model).sort()).toEqual([...allModels].sort());
    expect(allModels).toHaveLength(27);
  });

  it('has these prices, on every day and for every prompt', () => {
    expect(differences(PRICE_TABLE)).toEqual([]);
  });

  it('has these factors', () => {
    expect(wrongFactors(PRICE_TABLE)).toEqual([]);
  });

  it('leaves no day between two periods and begins when the model does', () => {
    expect(wrongPeriods(PRICE_TABLE)).toEqual([]);
  });

  it('cannot change in any number, day or name without notice', () => {
    const unnoticed: string[] = [];
    let changed = 0;
    for (const { path, table, models } of mutations()) {
      changed++;
      const checks = [differences, wrongFactors, wrongPeriods];
      if (checks.every((find) => find(table, models).length === 0)) unnoticed.push(path);
    }
    expect(unnoticed).toEqual([]);
    expect(changed).toBeGreaterThan(250);
  });
});

/** Where the prices of a table are not those above. */
function differences(table: PriceTable, models = allModels): string[] {
  return expected.flatMap(({ model, day, prompt, prices }) => {
    if (!models.includes(model)) return [];
    const found = pricesOf(table, model, day, prompt);
    return found === prices
      ? []
      : [`${model} on ${day}, ${prompt} tokens: ${found}, not ${prices}`];
  });
}

/** Picodollars per token for each class. */
function pricesOf(table: PriceTable, model: string, day: string, prompt: number): string {
  const usage = {
    input_tokens: prompt - 3,
    output_tokens: 7,
    cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 1 },
    cache_read_input_tokens: 1,
  };
  const cost = priceMessage({ model, usage, timestamp: `${day}T12:00:00Z` }, { prices: table });
  if (cost.status !== 'calculated') return cost.status;
  return CLASSES.map((name) => {
    const count = BigInt(cost.counts[name]);
    return cost.amounts[name] % count === 0n ? cost.amounts[name] / count : 'a fraction';
  }).join();
}

function wrongFactors(table: PriceTable, models = allModels): string[] {
  const fast = linesOf(FAST);
  const found: string[] = [];
  const expectFactor = (place: string, received: number | undefined, expected: number) => {
    if (received !== expected) found.push(`${place}: ${received} and not ${expected}`);
  };
  const factors = (model: string, usage: object, day = '2026-11-20') => {
    const cost = priceMessage({ model, usage, timestamp: day }, { prices: table });
    return cost.status === 'calculated' ? cost.price.factors : undefined;
  };
  for (const model of models) {
    for (const day of DAYS) {
      const row = fast.find(
        ([names, days = '']) => names?.split(' ').includes(model) && holds(days, day),
      );
      expectFactor(
        `${model} ${day}`,
        factors(model, { speed: 'fast' }, day)?.speed,
        Number(row?.[2] ?? 1),
      );
    }
    const regional = BEFORE_45.includes(model) ? 1 : 1.1;
    const us = BEFORE_46.includes(model) ? 1 : 1.1;
    expectFactor(`eu.${model}`, factors(`eu.anthropic.${model}`, {})?.region, regional);
    expectFactor(`${model} us`, factors(model, { inference_geo: 'us' })?.region, us);
    expectFactor(`${model} batch`, factors(model, { service_tier: 'batch' })?.serviceTier, 0.5);
  }
  const usage = { server_tool_use: { web_search_requests: 1000 } };
  const searched = priceMessage({ model: 'claude-opus-5', usage }, { prices: table });
  if (searched.status !== 'calculated' || searched.total !== moneyFromDollars(10)) {
    found.push('web searches');
  }
  return found;
}

function wrongPeriods(table: PriceTable, models = allModels): string[] {
  const found: string[] = [];
  for (const model of models) {
    const resolved = resolveModel(model, table);
    const { periods } = resolved.known ? resolved.prices : { periods: [] };
    if (periods[0]?.from !== FIRST_DAYS[model]) found.push(`${model} begins`);
    if (periods.at(-1)?.until !== undefined) found.push(`${model} ends`);
    for (const [at, { until }] of periods.slice(0, -1).entries()) {
      if (until !== periods[at + 1]?.from) found.push(`${model} changes`);
    }
  }
  return found;
}

/** Every table that differs from the true one in one number, day or name, and where to look. */
function* mutations(): Generator<{ path: string; table: PriceTable; models: string[] }> {
  for (const path of pathsOf(PRICE_TABLE)) {
    const key = path.at(-1) ?? '';
    if (key === 'remark' || key === 'date') continue;
    const table = JSON.parse(JSON.stringify(PRICE_TABLE));
    const holder = path.slice(0, -1).reduce((value, step) => value[step], table);
    const value = holder[key];
    if (typeof value === 'string')
      holder[key] = key === 'model' ? `${value}-x` : dayAfter(value, 1);
    else holder[key] = value + (key === 'promptOver' ? 1 : 0.001);
    const changed = PRICE_TABLE.models[Number(path[0] === 'models' ? path[1] : 0)];
    yield { path: path.join('.'), table, models: changed ? [changed.model] : [] };
  }
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner).map((rest) => [key, ...rest]),
  );
}

function holds(days: string, day: string): boolean {
  const [word, edge = ''] = days.split(' ');
  return word === '' || (word === 'from' ? day >= edge : day < edge);
}

function fits(prompts: string, prompt: number): boolean {
  const [word, limit = ''] = prompts.split(' ');
  const tokens = Number.parseInt(limit, 10) * 1000;
  return word === '' || (word === 'over' ? prompt > tokens : prompt <= tokens);
}

function linesOf(table: string): string[][] {
  const lines = table.trim().split('\n');
  return lines.map((line) => line.split('|').map((cell) => cell.trim()));
}

function dayAfter(day: string, step: number): string {
  return new Date(Date.parse(day) + step * 86_400_000).toISOString().slice(0, 10);
}

/** Dollars per million tokens as picodollars per token: six digits to the left. */
function picodollars(dollars: string): bigint {
  const [whole = '', fraction = ''] = dollars.split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
}
