import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeOf } from './time-of.ts';

it('reads what Date.parse reads', () => {
  const part = fc.constantFrom(
    '00',
    '01',
    '02',
    '12',
    '13',
    '23',
    '24',
    '28',
    '29',
    '31',
    '59',
    '60',
    '1a',
  );
  const milli = fc.constantFrom('000', '999', '12', '1234', 'abc');
  const year = fc.constantFrom('1970', '2026', '2028', '1969', '0000', '20x6');
  const time = fc
    .tuple(year, part, part, part, part, part, milli, fc.constantFrom('Z', '+01:00', ''))
    .map(([y, m, d, h, min, s, ms, zone]) => `${y}-${m}-${d}T${h}:${min}:${s}.${ms}${zone}`);
  const near = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  fc.assert(
    fc.property(fc.oneof(time, near, fc.string()), (text) => {
      const parsed = Date.parse(text);
      expect(timeOf(text)).toBe(Number.isNaN(parsed) ? null : parsed);
    }),
    { numRuns: 5000 },
  );
});

it.each([undefined, null, 5, {}])('takes %j for no time', (value) => {
  expect(timeOf(value)).toBeNull();
});
