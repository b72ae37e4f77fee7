import { type JsonObject, parseObject } from '@cco/jsonl-parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skimRecord } from './skim-record.ts';

const CUT = ['content', 'toolUseResult', 'normalizedMessages'];

/** What a skimmed record is, the obvious way. */
function withoutLongValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLongValues);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      CUT.includes(key) ? null : withoutLongValues(inner),
    ]),
  );
}

function skim(text: string): JsonObject | undefined {
  // Neighbours show that the bounds are kept.
  const bytes = Buffer.from(`}"[${text}"}{`);
  return skimRecord(bytes, 3, bytes.length - 3);
}

const key = fc.oneof(fc.constantFrom(...CUT, 'message', 'usage', 'contents'), fc.string());
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.jsonValue(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value')),
  ),
})).value;
const record = fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true });
const spelling = record.chain((object) =>
  fc.constantFrom(JSON.stringify(object), JSON.stringify(object, null, 1)),
);

describe('skimRecord', () => {
  it('parses all but the long values', () => {
    fc.assert(
      fc.property(spelling, (text) => {
        expect(skim(text)).toEqual(withoutLongValues(JSON.parse(text)));
      }),
    );
  });

  it('takes nothing that is not JSON', () => {
    const junk = fc.constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\n',
      '0',
      '-',
      'u',
      '\0',
      'e',
      '.',
    );
    fc.assert(
      fc.property(spelling, fc.nat(), fc.nat(2), junk, (text, at, removed, inserted) => {
        const place = at % text.length;
        const broken = text.slice(0, place) + inserted + text.slice(place + removed);
        if (parseObject(broken) === undefined) expect(skim(broken)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['{"content":01}'],
    ['{"content":1.}'],
    ['{"content":+1}'],
    ['{"content":tru}'],
    ['{"content":"\\x"}'],
    ['{"content":"\\u12g4"}'],
    ['{"content":"a\tb"}'],
    ['{"content":[1,]}'],
    ['{"content":{"a":1,}}'],
    ['{"content":}'],
    ['{"content":[}]'],
    ['[]'],
    ['{"a":1}{"b":2}'],
    [''],
  ])('refuses %s', (text) => {
    expect(skim(text)).toBeUndefined();
  });
});
