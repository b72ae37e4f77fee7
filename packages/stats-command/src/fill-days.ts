import type { DayUsage } from '@cco/activity-stats';
import { addDays, type Day, daysOf } from '@cco/calendar';

const LONGEST_GAP = 366;

/**
 * Adds the days without entries between the days with some. A gap of over a year stays one: there
 * is a wrong date before or behind it, and thousands of empty rows would help nobody.
 *
 * @param days - Oldest first.
 */
export function fillDays(days: readonly DayUsage[]): DayUsage[] {
  const filled: DayUsage[] = [];
  for (const usage of days) {
    const before = filled.at(-1);
    if (before !== undefined) filled.push(...gap(before.day as Day, usage.day as Day));
    filled.push(usage);
  }
  return filled;
}

function gap(before: Day, after: Day): DayUsage[] {
  if (addDays(before, LONGEST_GAP) < after) return [];
  return daysOf({ since: addDays(before, 1), until: addDays(after, -1) }).map((day) => ({
    day,
    operations: 0,
    sessions: 0,
    tokens: { input: 0, output: 0, total: 0 },
    cost: { input: 0, output: 0, total: 0, currency: 'USD' },
  }));
}
