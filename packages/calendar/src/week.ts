import { addDays } from './add-days.ts';
import type { Day } from './day.ts';

const MONTHS = 12;
const FIRST = '0001-01-01' as Day;

/** The days of a week, Sunday first. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** A day of the week, in English and lower case. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A month of the calendar, written `YYYY-MM`. Months sort as strings. */
export type Month = string & { readonly __month: unique symbol };

/**
 * Gives the first day of the week in which a day lies.
 *
 * @param weekStart - The day on which weeks begin.
 *
 * @example
 * startOfWeek(parseDay('2026-01-14'), 'monday'); // '2026-01-12'
 */
export function startOfWeek(day: Day, weekStart: Weekday): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday - WEEKDAYS.indexOf(weekStart) + 7) % 7));
}

/**
 * Names the month of a day.
 *
 * @example
 * monthOf(parseDay('2026-01-14')); // '2026-01'
 */
export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month;
}

/**
 * Gives the first day of a month.
 *
 * @example
 * startOfMonth(monthOf(parseDay('2026-01-14'))); // '2026-01-01'
 */
export function startOfMonth(month: Month): Day {
  return `${month}-01` as Day;
}

/**
 * Makes the range of the last `count` weeks that ends with `today`, the week of today included.
 *
 * @example
 * lastWeeks(parseDay('2026-01-14'), 2, 'monday'); // { since: '2026-01-05', until: '2026-01-14' }
 */
export function lastWeeks(
  today: Day,
  count: number,
  weekStart: Weekday,
): { since: Day; until: Day } {
  return { since: addDays(startOfWeek(today, weekStart), 7 * (1 - count)), until: today };
}

/**
 * Makes the range of the last `count` months that ends with `today`, the month of today included.
 *
 * @example
 * lastMonths(parseDay('2026-01-14'), 2); // { since: '2025-12-01', until: '2026-01-14' }
 */
export function lastMonths(today: Day, count: number): { since: Day; until: Day } {
  const months = Number(today.slice(0, 4)) * MONTHS + Number(today.slice(5, 7)) - count;
  const [year, month] = [Math.floor(months / MONTHS), (months % MONTHS) + 1];
  return { since: year < 1 ? FIRST : startOfMonth(spell(year, month)), until: today };
}

function spell(year: number, month: number): Month {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}` as Month;
}
