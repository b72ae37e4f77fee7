import { runs } from '@cco/test-fixtures';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatReset } from './format-reset.ts';

const now = Date.UTC(2026, 10, 20, 9);
const HOUR = 3_600_000;

it.each([
  [2, '16:45'],
  [11.9, '02:39'],
  [24, 'Sat 14:45'],
  [24 * 8, '2026-11-28'],
])('writes what happens in %d hours', (hours, expected) => {
  expect(formatReset(now + hours * HOUR, now, 'Asia/Kathmandu')).toBe(expected);
});

it.each([2, 30, 400])('writes the same by the clock of this machine, in %d hours', (hours) => {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = now + hours * HOUR;
  expect(formatReset(at, now, undefined)).toBe(formatReset(at, now, zone));
});

it('writes any two numbers', () => {
  const anyMoment = fc.oneof(fc.double(), fc.integer({ min: -8.64e15, max: 8.64e15 }));
  fc.assert(
    fc.property(
      anyMoment,
      anyMoment,
      fc.constantFrom(undefined, 'Asia/Tokyo'),
      (at, present, zone) => {
        expect(formatReset(at, present, zone)).toMatch(
          /^(?:\d\d:\d\d|[A-Z][a-z]{2} \d\d:\d\d|\d{4}-\d\d-\d\d|no date)$/,
        );
      },
    ),
    { numRuns: runs(300, 20_000) },
  );
});
