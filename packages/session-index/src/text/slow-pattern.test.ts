import { describe, expect, it } from 'vitest';
import { SlowPatternError, usePattern } from './slow-pattern.ts';

const HARD = `${'a'.repeat(60)}b`;

/** Whether work runs with a limit. */
function isLimited(source: string, text: string): boolean {
  const use = usePattern(new RegExp(source, 'iu'));
  return use(text, () => String(new Error('frames').stack).includes('runInContext'));
}

describe('usePattern', () => {
  it.each([
    ['(a+)+$', HARD],
    ['(a|aa)+$', HARD],
    ['(?:a{1,30}){1,30}$', HARD],
    ['a*a*a*a*a*a*a*a*a*a*a*a*a*a*$', HARD],
    ['(?:a|\\w){9,}c', HARD],
    ['a+a+$', `${'a'.repeat(100_000)}b`],
    ['a.*c', 'a'.repeat(1_000_000)],
  ])('ends /%s/ when the time is over', (source, text) => {
    const pattern = new RegExp(source, 'iu');
    const use = usePattern(pattern, 50);
    expect(() => use(text, () => pattern.exec(text))).toThrow(SlowPatternError);
    // It can be used again.
    expect(use('caac', () => pattern.exec('caac'))?.[0]).toBe(pattern.exec('caac')?.[0]);
  });

  it.each([
    ['migrat(e|ion)s?', 1_000_000],
    ['[*+(]+x', 1000],
    ['\\(\\*\\)\\+a', 1_000_000],
    ['foo.*bar', 3000],
    ['a{2,5}b{1,}', 3000],
    ['\\w+@\\w+', 200],
  ])('leaves /%s/ in %i characters as it is', (source, length) => {
    expect(isLimited(source, 'a'.repeat(length))).toBe(false);
    expect(isLimited('(a+)+', 'aa')).toBe(true);
  });

  it('gives what the use gives, and passes on what it throws', () => {
    const use = usePattern(/(a+)+$/u);
    expect(use('text', () => 'result')).toBe('result');
    const fail = () => {
      throw new RangeError('own');
    };
    expect(() => use('text', fail)).toThrow(RangeError);
  });
});
