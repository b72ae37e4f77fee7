import type { Day } from './day.ts';
import { nearestDay, numberOfDay } from './day-number.ts';

/**
 * Moves a day by a number of days, negative for earlier. It stops at the first and the last day of
 * the calendar, 0001-01-01 and 9999-12-31.
 *
 * @example
 * addDays(dayOf(new Date(2026, 0, 1)), -1); // '2025-12-31'
 */
export function addDays(day: Day, count: number): Day {
  return nearestDay(numberOfDay(day) + count);
}
