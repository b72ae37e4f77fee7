import { describe, expect, it } from 'vitest';
import { byRelevance } from './relevance.ts';

function order(sessions: Readonly<Record<string, readonly number[]>>): string {
  const counted = Object.entries(sessions).map(([id, byTerm]) => ({ id, byTerm }));
  return byRelevance(counted)
    .map(({ id }) => id)
    .join('');
}

describe('byRelevance', () => {
  it('puts more matches first', () => {
    expect(order({ a: [1], b: [3], c: [2] })).toBe('bca');
  });

  it('lets a rare word count for more than a common one', () => {
    expect(order({ a: [9, 1], b: [6, 3], c: [20, 1] })).toBe('bca');
  });

  it('does not let repetition win over everything', () => {
    expect(order({ a: [400, 1], b: [40, 4], c: [40, 1] })).toBe('bac');
  });

  it('keeps the order of equal ones, also without anything to count', () => {
    expect(order({ a: [2], b: [2], c: [2] })).toBe('abc');
    expect(order({ b: [], a: [] })).toBe('ba');
    expect(order({ a: [0], b: [0] })).toBe('ab');
    expect(order({})).toBe('');
  });
});
