import { type Day, parseDay } from '@cco/calendar';

const FILE_NAME = /^activity-(\d{4}-\d{2}-\d{2})\.jsonl$/;

/**
 * Names the file that holds the entries of a local day.
 *
 * @example
 * activityFileName('2026-01-14'); // 'activity-2026-01-14.jsonl'
 */
export function activityFileName(day: Day): string {
  return `activity-${day}.jsonl`;
}

/**
 * Reads the day out of the name of an activity log. Any other name, and a day that no calendar
 * has, give undefined.
 *
 * @example
 * dayOfActivityFile('activity-2026-01-14.jsonl'); // '2026-01-14'
 * dayOfActivityFile('activity-2026-02-30.jsonl'); // undefined
 */
export function dayOfActivityFile(name: string): Day | undefined {
  const day = FILE_NAME.exec(name)?.[1];
  return day === undefined ? undefined : parseDay(day);
}
