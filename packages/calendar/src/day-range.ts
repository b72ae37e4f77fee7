import { addDays } from './add-days.ts';
import type { Day } from './day.ts';
import { nearestDay, numberOfDay } from './day-number.ts';

/** Days from `since` to `until`, both included; a missing end is open. */
export interface DayRange {
  readonly since?: Day | undefined;
  readonly until?: Day | undefined;
}

/**
 * Makes the range of the last `count` days that ends with `today`.
 *
 * @example
 * lastDays(dayOf(new Date(2026, 0, 14)), 7); // { since: '2026-01-08', until: '2026-01-14' }
 */
export function lastDays(today: Day, count: number): { since: Day; until: Day } {
  return { since: addDays(today, 1 - count), until: today };
}

/** Tells whether a day lies in a range. */
export function inRange(day: Day, range: DayRange): boolean {
  if (range.since !== undefined && day < range.since) return false;
  return range.until === undefined || day <= range.until;
}

/** Lists every day of a closed range, oldest first. */
export function daysOf(range: { readonly since: Day; readonly until: Day }): Day[] {
  const days: Day[] = [];
  const last = numberOfDay(range.until);
  for (let day = numberOfDay(range.since); day <= last; day++) days.push(nearestDay(day));
  return days;
}
