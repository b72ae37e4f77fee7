import { describe, expect, it } from 'vitest';
import { withOwnPrices } from './own-prices.ts';
import { PRICE_TABLE } from './price-table.ts';
import type { ModelPrices } from './prices.ts';
import { type KnownModel, resolveModel } from './resolve-model.ts';

const own = (model: string, input: number, more: Partial<ModelPrices> = {}): ModelPrices => ({
  model,
  periods: [{ rates: { input, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 } }],
  ...more,
});

const known = (model: string, prices = PRICE_TABLE): KnownModel => {
  const found = resolveModel(model, prices);
  if (!found.known) throw new Error(`${model} is unknown`);
  return found;
};

const inputOf = (model: string, ...prices: ModelPrices[]) =>
  known(model, withOwnPrices(prices)).prices.periods[0].rates.input;

describe('resolveModel', () => {
  it.each([
    ['claude-opus-4-6', 1, 1.1],
    ['us.anthropic.claude-opus-4-6-v1', 1.1, 1],
    ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 1.1, 1],
    ['global.anthropic.claude-opus-4-6', 1, 1.1],
    ['apac.anthropic.claude-sonnet-4-20250514-v1:0', 1, 1],
    ['claude-sonnet-4-5', 1, 1],
    ['us.anthropic.claude-mythos-preview', 1.1, 1],
  ])('finds the factors of %s', (spelling, regionFactor, usFactor) => {
    expect(known(spelling)).toMatchObject({ source: 'table', regionFactor, usFactor });
  });

  it.each(['gpt-7', 'claude-opus-9', 'claude-opus-5-50', 'opus', '<synthetic>', '', 'constructor'])(
    'does not guess what %j is',
    (model) => {
      expect(resolveModel(model)).toEqual({ known: false, model });
    },
  );

  it('gives the same answer when there were very many questions', () => {
    for (let i = 0; i < 25_000; i++) resolveModel(`model-${i}`);
    expect(resolveModel('model-1')).toEqual({ known: false, model: 'model-1' });
    expect(known('claude-opus-5').model).toBe('claude-opus-5');
  });
});

describe('resolveModel with own prices', () => {
  it.each(['deepseek-chat', 'DeepSeek-Chat', 'deepseek-chat[1m]', 'deepseek-chat-20260101'])(
    'finds deepseek-chat as %s',
    (spelling) => {
      const found = known(spelling, withOwnPrices([own('deepseek-chat', 7)]));
      expect(found).toMatchObject({ model: 'deepseek-chat', source: 'own', regionFactor: 1 });
    },
  );

  it('does not take one dated name for another', () => {
    const prices = withOwnPrices([own('glm-9-20260101', 7)]);
    expect(resolveModel('glm-9-20260601', prices).known).toBe(false);
    expect(resolveModel('glm-9', prices).known).toBe(false);
    expect(known('GLM-9-20260101', prices).model).toBe('glm-9-20260101');
  });

  it('puts them before the table, for every spelling, and keeps its factors', () => {
    const prices = withOwnPrices([own('claude-opus-4-6-20260205', 7)]);
    expect(known('claude-opus-4-6', prices)).toMatchObject({
      model: 'claude-opus-4-6',
      source: 'own',
      usFactor: 1.1,
      prices: { fast: [{ factor: 6 }] },
    });
    expect(known('eu.anthropic.claude-opus-4-6-v1', prices).regionFactor).toBe(1.1);
    expect(known('claude-opus-4-5', prices).source).toBe('table');
  });

  it('lets them say other factors', () => {
    const prices = withOwnPrices([own('claude-opus-4-6', 7, { fast: [], regionFactor: 2 })]);
    expect(known('eu.claude-opus-4-6', prices)).toMatchObject({
      regionFactor: 2,
      prices: { fast: [] },
    });
  });

  it('takes a price under a regional name as it is, for that region alone', () => {
    const prices = withOwnPrices([own('us.anthropic.claude-opus-5-v1:0', 9)]);
    expect(known('us.anthropic.claude-opus-5[1m]', prices)).toMatchObject({
      source: 'own',
      regionFactor: 1,
      usFactor: 1,
    });
    expect(known('eu.anthropic.claude-opus-5', prices).source).toBe('table');
    expect(known('claude-opus-5', prices).source).toBe('table');
  });

  it('prefers the very name, then the region, then the plain id of several spellings', () => {
    const dated = own('claude-opus-5-20260724', 1);
    const plain = own('claude-opus-5', 2);
    const regional = own('eu.anthropic.claude-opus-5', 3);
    const late = own('claude-opus-5-20260801', 4);
    const all = [dated, plain, regional, late];
    expect(inputOf('claude-opus-5-20260724', ...all)).toBe(1);
    expect(inputOf('claude-opus-5[1m]', ...all)).toBe(2);
    expect(inputOf('eu.anthropic.claude-opus-5-v1:0', ...all)).toBe(3);
    expect(inputOf('claude-opus-5-20260801', ...all)).toBe(4);
    expect(inputOf('claude-opus-5', dated, late)).toBe(1);
  });

  it('replaces own prices that were there, and leaves the table as it was', () => {
    const first = withOwnPrices([own('m', 1)]);
    expect(resolveModel('m', withOwnPrices([own('n', 1)], first)).known).toBe(false);
    expect(PRICE_TABLE.own).toBeUndefined();
    expect(resolveModel('m').known).toBe(false);
  });
});
