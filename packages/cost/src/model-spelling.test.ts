import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModelSpelling } from './model-spelling.ts';
import { PRICE_TABLE } from './price-table.ts';

const nameOf = (spelling: string) => parseModelSpelling(spelling).names[0];

describe('parseModelSpelling', () => {
  it.each([
    ['claude-3-5-sonnet-20241022', 'claude-3-5-sonnet'],
    ['claude-3-7-sonnet-latest', 'claude-3-7-sonnet'],
    ['claude-3-opus-20240229', 'claude-3-opus'],
    ['claude-3-5-sonnet-v2@20241022', 'claude-3-5-sonnet'],
    ['claude-3.5-haiku', 'claude-3-5-haiku'],
    ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
    ['claude-sonnet-4-20250514', 'claude-sonnet-4'],
    ['claude-sonnet-4-0', 'claude-sonnet-4'],
    ['claude-opus-4-0', 'claude-opus-4'],
    ['claude-4-opus-20250514', 'claude-opus-4'],
    ['claude-opus-4-1@20250805', 'claude-opus-4-1'],
    ['claude-opus-4-6@default', 'claude-opus-4-6'],
    ['claude-sonnet-4-5[1m]', 'claude-sonnet-4-5'],
    ['claude-sonnet-4-5-20250929[1M]', 'claude-sonnet-4-5'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0[1m]', 'claude-sonnet-4-5'],
    ['us.anthropic.claude-opus-4-6-v1', 'claude-opus-4-6'],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-3-5-sonnet'],
    ['anthropic/claude-sonnet-4.5', 'claude-sonnet-4-5'],
    ['anthropic/claude-3.7-sonnet', 'claude-3-7-sonnet'],
    ['Claude-Mythos-Preview', 'claude-mythos-preview'],
    ['claude-haiku-5-5', 'claude-haiku-5-5'],
    ['  claude-opus-5 ', 'claude-opus-5'],
  ])('reads %s as %s', (spelling, name) => {
    expect(parseModelSpelling(spelling).names).toEqual([name]);
  });

  it.each([
    ['us.anthropic.claude-opus-5', 'us'],
    ['eu.anthropic.claude-opus-5', 'eu'],
    ['jp.anthropic.claude-opus-5', 'jp'],
    ['au.anthropic.claude-opus-5', 'au'],
    ['apac.anthropic.claude-opus-5', 'apac'],
    ['EU.claude-opus-5', 'eu'],
    ['global.anthropic.claude-opus-5', undefined],
    ['anthropic.claude-opus-5', undefined],
    ['anthropic/claude-opus-5', undefined],
    ['claude-opus-5', undefined],
  ])('finds the region of %s', (spelling, region) => {
    expect(parseModelSpelling(spelling)).toEqual({ names: ['claude-opus-5'], region });
  });

  it.each([
    ['DeepSeek-Chat', ['deepseek-chat']],
    ['deepseek-chat[1m]', ['deepseek-chat']],
    ['deepseek-v3', ['deepseek-v3']],
    ['us.deepseek.r1-v1:0', ['deepseek.r1']],
    ['glm-9-20260101', ['glm-9-20260101', 'glm-9']],
    ['kimi@20260101', ['kimi@20260101', 'kimi']],
    ['openrouter/anthropic/claude-opus-5', ['openrouter/anthropic/claude-opus-5']],
    ['-20260101', ['-20260101']],
    ['', ['']],
  ])('keeps the name of %s', (spelling, names) => {
    expect(parseModelSpelling(spelling).names).toEqual(names);
  });

  it.each([
    'claude-opus',
    'claude-opus-latest',
    'claude-instant-1',
    'claude-opus-5-thinking',
    'claude-opus-5-5-5',
    'claude-opus-05',
    'claude-opus-4-250514',
    'claude-3',
    'us-gov.anthropic.claude-opus-5',
    'my-claude-opus-5',
    'opus',
    `claude-opus-5${'-v1'.repeat(100_000)}`,
  ])('takes %.40s for no spelling of a Claude model in the table', (spelling) => {
    const listed = PRICE_TABLE.models.map(({ model }) => model);
    expect(listed).not.toContain(nameOf(spelling));
  });

  it('reads back every spelling of every model', () => {
    const region = fc.constantFrom(undefined, 'us', 'eu', 'jp', 'au', 'apac');
    const spelling = fc.record({
      model: fc.constantFrom(...PRICE_TABLE.models.map(({ model }) => model)),
      region,
      vendor: fc.constantFrom('', 'anthropic.', 'anthropic/'),
      date: fc.constantFrom('', '-20251001', '@20251001', '-latest', '@default'),
      version: fc.constantFrom('', '-v1:0', '-v1', '-v2:0'),
      context: fc.constantFrom('', '[1m]'),
      isLoud: fc.boolean(),
      isSwapped: fc.boolean(),
    });
    fc.assert(
      fc.property(spelling, ({ model, isLoud, isSwapped, ...parts }) => {
        const prefix = parts.region === undefined ? '' : `${parts.region}.`;
        const id = isSwapped ? swap(model) : model;
        const text = prefix + parts.vendor + id + parts.date + parts.version + parts.context;
        expect(parseModelSpelling(isLoud ? text.toUpperCase() : text)).toEqual({
          names: [model],
          region: parts.region,
        });
      }),
    );
  });
});

/** The same id with family and version the other way round. */
function swap(model: string): string {
  const [, version, family] = /^claude-([\d-]+)-([a-z]+)$/.exec(model) ?? [];
  if (family !== undefined) return `claude-${family}-${version}`;
  return model.replace(/^claude-([a-z]+)-([\d-]+)$/, 'claude-$2-$1');
}
