import { addDays, type Day } from './day.ts';
import { DAY_MS, dayNumbered } from './day-number.ts';
import { LOCAL_ZONE, offsetAt } from './zone-offset.ts';

const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;

/** The earliest and the latest offset from UTC that any zone ever had stay within this. */
const FARTHEST_OFFSET = 16 * 60 * MINUTE;

/** Before it, formatters count the years of another era. */
const FIRST_MOMENT = Date.parse('0001-01-02T00:00:00Z');
/** After it, no zone is in the year 9999 any more. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z') + FARTHEST_OFFSET;

/**
 * Tells whether a text names a time zone that this machine knows, such as `Europe/Berlin` or `UTC`.
 *
 * @example
 * isZone('Asia/Kolkata'); // true
 * isZone('Mars/Olympus'); // false
 */
export function isZone(text: string): boolean {
  try {
    offsetAt(text, 0);
    return true;
  } catch {
    return false;
  }
}

/** Names the time zone of this machine, as `TZ` or the system sets it. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Names a zone for people: `LOCAL_ZONE` by the name that it has elsewhere. */
export function zoneName(zone: string): string {
  return zone === LOCAL_ZONE ? localZone() : zone;
}

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
  const isKnown = ms >= FIRST_MOMENT && ms <= LAST_MOMENT;
  const day = isKnown ? dayNumbered(Math.floor((ms + offsetAt(zone, ms)) / DAY_MS)) : undefined;
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
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - FARTHEST_OFFSET;
  let quarter = before;
  while (dayIn(zone, quarter) < day) {
    before = quarter;
    quarter += QUARTER_HOUR;
  }
  while (quarter - before > 1) {
    const middle = Math.floor((before + quarter) / 2);
    if (dayIn(zone, middle) < day) before = middle;
    else quarter = middle;
  }
  return quarter;
}

/**
 * Gives the last millisecond of a day in a time zone.
 *
 * @throws RangeError when the zone is unknown.
 */
export function endOfDayIn(zone: string, day: Day): number {
  return startOfDayIn(zone, addDays(day, 1)) - 1;
}

/**
 * Writes a moment as `YYYY-MM-DD HH:MM` in a time zone.
 *
 * @throws RangeError as {@link dayIn} does.
 *
 * @example
 * formatMinuteIn('Asia/Kathmandu', Date.UTC(2026, 0, 15, 8, 32)); // '2026-01-15 14:17'
 */
export function formatMinuteIn(zone: string, ms: number): string {
  const clock = new Date(ms + offsetAt(zone, ms)).toISOString();
  return `${dayIn(zone, ms)} ${clock.slice(11, 16)}`;
}
