import type { Day } from './day.ts';

/** How many days (UTC) lie between the first of 1970 and a day; negative before. */
export type DayNumber = number;

/** Milliseconds of a day without a change of the clocks. */
export const DAY_MS = 86_400_000;

const FIRST = Date.parse('0001-01-01T00:00:00Z') / DAY_MS;
const LAST = Date.parse('9999-12-31T00:00:00Z') / DAY_MS;

const spelled = new Map<DayNumber, Day>();

/** Names a day; undefined outside of the years 1 to 9999. */
export function dayNumbered(number: DayNumber): Day | undefined {
  let day = spelled.get(number);
  if (day === undefined && number >= FIRST && number <= LAST) {
    day = new Date(number * DAY_MS).toISOString().slice(0, 10) as Day;
    spelled.set(number, day);
  }
  return day;
}
