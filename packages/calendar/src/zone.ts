import type { Day } from './day.ts';
import { DAY_MS, type DayNumber, dayNumbered, numberOfDay } from './day-number.ts';
import { NO_DATE } from './format-minute.ts';
import { LOCAL_ZONE, offsetAt } from './zone-offset.ts';

const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;

/** The earliest and the latest offset from UTC that any zone ever had stay within this. */
const FARTHEST_OFFSET = 16 * 60 * MINUTE;

/**
 * Names the day on which a moment falls in a time zone. Offsets are kept per day, so that many
 * moments cost little.
 *
 * @param zone - A name as `Europe/Berlin`, see {@link isZone}, or {@link LOCAL_ZONE}.
 * @param ms - Milliseconds since 1970, in the years 1 to 9999.
 * @throws RangeError when the zone is unknown or the moment lies outside of those years.
 *
 * @example
 * dayIn('Asia/Kolkata', Date.UTC(2026, 0, 14, 18, 30)); // '2026-01-15'
 */
export function dayIn(zone: string, ms: number): Day {
  const day = dayFor(zone, ms);
  if (day !== undefined) return day;
  throw new RangeError(`Expected a moment in the years 1 to 9999, received ${ms}`);
}

/**
 * Gives the first moment of a day in a time zone, in milliseconds since 1970. Where clocks skip
 * midnight it is the first moment after; where they skip the whole day, the first of the next.
 *
 * @throws RangeError when the zone is unknown.
 *
 * @example
 * new Date(startOfDayIn('America/Havana', parseDay('2026-03-08'))).toISOString();
 * // '2026-03-08T05:00:00.000Z': at midnight the clocks jump to one
 */
export function startOfDayIn(zone: string, day: Day): number {
  return startOfNumber(zone, numberOfDay(day));
}

/**
 * Gives the last millisecond of a day in a time zone.
 *
 * @throws RangeError when the zone is unknown.
 */
export function endOfDayIn(zone: string, day: Day): number {
  return startOfNumber(zone, numberOfDay(day) + 1) - 1;
}

/**
 * Writes a moment as `YYYY-MM-DD HH:MM` in a time zone; `no date` outside of the years 1 to 9999.
 *
 * @throws RangeError when the zone is unknown.
 *
 * @example
 * formatMinuteIn('Asia/Kathmandu', Date.UTC(2026, 0, 15, 8, 32)); // '2026-01-15 14:17'
 */
export function formatMinuteIn(zone: string, ms: number): string {
  const day = dayFor(zone, ms);
  if (day === undefined) return NO_DATE;
  return `${day} ${new Date(ms + offsetAt(zone, ms)).toISOString().slice(11, 16)}`;
}

function dayFor(zone: string, ms: number): Day | undefined {
  return Number.isFinite(ms) ? dayNumbered(numberAt(zone, ms)) : undefined;
}

function numberAt(zone: string, ms: number): DayNumber {
  return Math.floor((ms + offsetAt(zone, ms)) / DAY_MS);
}

function startOfNumber(zone: string, number: DayNumber): number {
  let before = number * DAY_MS - FARTHEST_OFFSET;
  let quarter = before;
  while (numberAt(zone, quarter) < number) {
    before = quarter;
    quarter += QUARTER_HOUR;
  }
  while (quarter - before > 1) {
    const middle = Math.floor((before + quarter) / 2);
    if (numberAt(zone, middle) < number) before = middle;
    else quarter = middle;
  }
  return quarter;
}
