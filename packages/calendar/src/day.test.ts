import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './add-days.ts';
import { type Day, dayAt, dayOf, endOfDay, isDay, parseDay, startOfDay } from './day.ts';
import { daysOf, inRange, lastDays } from './day-range.ts';

const anyDay = fc
  .date({
    min: new Date('0001-01-02T00:00:00Z'),
    max: new Date('9998-12-30T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10) as Day);

describe('parseDay', () => {
  it.each(['2026-01-14', '2024-02-29', '0099-12-31'])('accepts %s', (text) => {
    expect(parseDay(text)).toBe(text);
  });
  it.each(['2026-13-45', '2026-02-30', '2025-02-29', '2026-00-10', '2026-1-4', 'today', ''])(
    'rejects %s',
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );
});

describe('days', () => {
  it('moves there and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
        fc.pre(day > '0003-01-01' && day < '9997-01-01');
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  it('begins and ends on itself in the local zone', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(isDay(day)).toBe(true);
        expect(dayOf(startOfDay(day))).toBe(day);
        expect(dayOf(endOfDay(day))).toBe(day);
      }),
    );
  });

  it('lie in the years 1 to 9999', () => {
    for (const ms of [Number.NaN, 8.64e15, -8.64e15, Date.parse('-000001-06-01T00:00:00Z')]) {
      expect(dayAt(new Date(ms))).toBeUndefined();
      expect(() => dayOf(new Date(ms))).toThrow(RangeError);
    }
  });

  it('stop at the ends of the calendar', () => {
    const [first, last] = ['0001-01-01' as Day, '9999-12-31' as Day];
    expect(addDays(first, -1)).toBe(first);
    expect(addDays(last, 1)).toBe(last);
    expect(addDays('2026-01-14' as Day, -1e30)).toBe(first);
    expect(addDays('2026-01-14' as Day, Number.POSITIVE_INFINITY)).toBe(last);
    expect(daysOf({ since: '9999-12-30' as Day, until: last })).toEqual(['9999-12-30', last]);
    expect(endOfDay(last).getTime() - startOfDay(last).getTime()).toBe(86_399_999);
  });

  it('crosses months and years', () => {
    expect(addDays('2026-01-01' as Day, -1)).toBe('2025-12-31');
    expect(addDays('2024-02-28' as Day, 1)).toBe('2024-02-29');
  });
});

describe('ranges', () => {
  const today = '2026-01-14' as Day;
  it('counts today among the last days', () => {
    expect(daysOf(lastDays(today, 7))).toHaveLength(7);
    expect(daysOf(lastDays(today, 1))).toEqual([today]);
  });
  it('includes both ends and treats a missing end as open', () => {
    const week = lastDays(today, 7);
    expect(inRange(week.since, week)).toBe(true);
    expect(inRange(today, week)).toBe(true);
    expect(inRange('2026-01-15' as Day, week)).toBe(false);
    expect(inRange('2026-01-07' as Day, week)).toBe(false);
    expect(inRange('1999-01-01' as Day, {})).toBe(true);
  });
});
