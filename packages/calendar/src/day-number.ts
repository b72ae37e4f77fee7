import type { Day } from './day.ts';

/** How many days (UTC) lie between the first of 1970 and a day; negative before. */
export type DayNumber = number;

/** Milliseconds of a day without a change of the clocks. */
export const DAY_MS = 86_400_000;

/** The first day that has a name, 0001-01-01. */
export const FIRST_DAY: DayNumber = Date.parse('0001-01-01T00:00:00Z') / DAY_MS;
/** The last day that has a name, 9999-12-31. */
export const LAST_DAY: DayNumber = Date.parse('9999-12-31T00:00:00Z') / DAY_MS;

const spelled = new Map<DayNumber, Day>();

/** Names a day; undefined outside of the years 1 to 9999. */
export function dayNumbered(number: DayNumber): Day | undefined {
  let day = spelled.get(number);
  if (day === undefined && number >= FIRST_DAY && number <= LAST_DAY) {
    day = new Date(number * DAY_MS).toISOString().slice(0, 10) as Day;
    spelled.set(number, day);
  }
  return day;
}

/** Gives the number of a day. */
export function numberOfDay(day: Day): DayNumber {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Names the day of a number; for numbers before the first day the first, after the last the last. */
export function nearestDay(number: DayNumber): Day {
  return dayNumbered(Math.min(Math.max(number, FIRST_DAY), LAST_DAY)) as Day;
}
