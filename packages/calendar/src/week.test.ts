import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './add-days.ts';
import type { Day } from './day.ts';
import { daysOf } from './day-range.ts';
import { lastMonths, lastWeeks, monthOf, startOfMonth, startOfWeek, WEEKDAYS } from './week.ts';

const anyDay = fc
  .date({ min: new Date('0010-01-01T00:00:00Z'), max: new Date('9990-01-01T00:00:00Z') })
  .filter((date) => !Number.isNaN(date.getTime()))
  .map((date) => date.toISOString().slice(0, 10) as Day);

const nameOf = (day: Day) =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T12:00:00Z`))
    .toLowerCase();

describe('startOfWeek', () => {
  it('is the latest day of that name', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...WEEKDAYS), (day, weekStart) => {
        let expected = day;
        while (nameOf(expected) !== weekStart) expected = addDays(expected, -1);
        expect(startOfWeek(day, weekStart)).toBe(expected);
      }),
    );
  });
});

describe('months', () => {
  it('begin with their first day', () => {
    expect(monthOf('2024-02-29' as Day)).toBe('2024-02');
    expect(startOfMonth(monthOf('2024-02-29' as Day))).toBe('2024-02-01');
  });
});

describe('ranges of the last weeks and months', () => {
  it('count the present one', () => {
    const today = '2026-01-14' as Day;
    expect(lastWeeks(today, 1, 'sunday')).toEqual({ since: '2026-01-11', until: today });
    expect(lastWeeks(today, 3, 'monday')).toEqual({ since: '2025-12-29', until: today });
    expect(lastMonths(today, 1)).toEqual({ since: '2026-01-01', until: today });
    expect(lastMonths(today, 14)).toEqual({ since: '2024-12-01', until: today });
  });

  it('reach no farther back than the calendar', () => {
    const today = '2026-01-14' as Day;
    for (const count of [36_500, 1e12]) {
      expect(lastMonths(today, count).since).toBe('0001-01-01');
      expect(lastWeeks(today, count * 10, 'monday').since).toBe('0001-01-01');
    }
    expect(lastMonths(today, 24_301)).toEqual({ since: '0001-01-01', until: today });
    expect(lastMonths(today, 24_300)).toEqual({ since: '0001-02-01', until: today });
  });

  it('hold as many as was asked for', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (today, count) => {
        const months = new Set(daysOf(lastMonths(today, count)).map(monthOf));
        expect(months.size).toBe(count);
        const weeks = daysOf(lastWeeks(today, count, 'friday'));
        expect(new Set(weeks.map((day) => startOfWeek(day, 'friday'))).size).toBe(count);
      }),
    );
  });
});
