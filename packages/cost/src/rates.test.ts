import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RATES, RATE_PRESETS, resolveRates } from './rates.ts';

const { input, output } = DEFAULT_RATES;

describe('resolveRates', () => {
  it("uses Sonnet's rates when nothing is said", () => {
    const expected = { rates: { input: 0.003, output: 0.015 }, name: 'sonnet', warnings: [] };
    expect(resolveRates()).toEqual(expected);
    expect(resolveRates({})).toEqual(expected);
    expect(resolveRates({ env: {}, preset: undefined })).toEqual(expected);
  });

  it.each(['sonnet', 'opus', 'haiku'] as const)('knows the preset %s', (preset) => {
    const env = { CLAUDE_RATE_INPUT: '1', CLAUDE_RATE_OUTPUT: 'rubbish' };
    expect(resolveRates({ preset, env })).toEqual({
      rates: RATE_PRESETS[preset],
      name: preset,
      warnings: [],
    });
  });

  it.each([
    ['CLAUDE_RATE_INPUT', { input: 0.5, output }],
    ['CLAUDE_RATE_OUTPUT', { input, output: 0.5 }],
  ])('takes %s on its own', (variable, rates) => {
    expect(resolveRates({ env: { [variable]: '0.5' } })).toEqual({
      rates,
      name: 'custom',
      warnings: [],
    });
  });

  it.each([
    ['0', 0],
    ['.5', 0.5],
    ['5.', 5],
    ['+2', 2],
    ['1e-3', 0.001],
    [' 0.25\t', 0.25],
  ])('reads %j', (text, value) => {
    const { rates, warnings } = resolveRates({ env: { CLAUDE_RATE_INPUT: text } });
    expect(rates.input).toBe(value);
    expect(warnings).toEqual([]);
  });

  it.each([undefined, '', '  ', '\n'])('takes %j for not said', (text) => {
    const env = { CLAUDE_RATE_INPUT: text, CLAUDE_RATE_OUTPUT: text };
    expect(resolveRates({ env })).toEqual({ rates: DEFAULT_RATES, name: 'sonnet', warnings: [] });
  });

  it.each([
    'cheap',
    '-0',
    '-1',
    '-0.003',
    'Infinity',
    '-Infinity',
    'NaN',
    '1e999',
    '0,003',
    '$0.003',
    '1 2',
    '0x10',
    '0b1',
  ])('warns about %j and uses the default', (text) => {
    expect(resolveRates({ env: { CLAUDE_RATE_INPUT: text, CLAUDE_RATE_OUTPUT: '0.02' } })).toEqual({
      rates: { input, output: 0.02 },
      name: 'custom',
      warnings: ['CLAUDE_RATE_INPUT is not a number of at least 0: using 0.003'],
    });
    expect(resolveRates({ env: { CLAUDE_RATE_OUTPUT: text } })).toEqual({
      rates: DEFAULT_RATES,
      name: 'sonnet',
      warnings: ['CLAUDE_RATE_OUTPUT is not a number of at least 0: using 0.015'],
    });
  });

  it('says that variables equal to a preset are that preset', () => {
    const env = { CLAUDE_RATE_INPUT: '0.015', CLAUDE_RATE_OUTPUT: '7.5e-2' };
    expect(resolveRates({ env })).toMatchObject({ rates: RATE_PRESETS.opus, name: 'opus' });
  });

  it('gives usable rates and one warning a variable at most, whatever the variables hold', () => {
    const text = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('0x1', '1_0'));
    fc.assert(
      fc.property(text, text, (first, second) => {
        const env = { CLAUDE_RATE_INPUT: first, CLAUDE_RATE_OUTPUT: second };
        const { rates, warnings } = resolveRates({ env });
        for (const rate of [rates.input, rates.output]) {
          expect(Number.isFinite(rate) && rate >= 0 && !Object.is(rate, -0)).toBe(true);
        }
        expect(warnings.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
