import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECRET_PATTERNS } from './patterns.ts';

/** Without what looks around a match, and flags, which a generator of strings cannot follow. */
const plain = ({ source }: RegExp): RegExp =>
  new RegExp(source.replace(/\(\?<?[!=][^)]*\)|\\b/g, ''));

describe.each(SECRET_PATTERNS.map((one) => [one.kind, one] as const))('%s', (_, one) => {
  it('has one of its hints in every match: a text without them need not be searched', () => {
    fc.assert(
      fc.property(fc.stringMatching(plain(one.pattern), { size: '-1' }), (text) => {
        const [match] = new RegExp(one.pattern.source, one.pattern.flags).exec(text) ?? [];
        if (match === undefined) return;
        const lower = match.toLowerCase();
        expect(one.hints.length === 0 || one.hints.some((hint) => lower.includes(hint))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
