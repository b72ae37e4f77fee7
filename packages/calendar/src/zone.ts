import { addDays, type Day, isDay } from './day.ts';

const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;
/** Most stretches of this length lie in one day and have one offset. */
const STRETCH = 3 * 60 * MINUTE;
const DAY_MINUTES = 24 * 60;

/** The earliest and the latest offset from UTC that any zone ever had stay within this. */
const FARTHEST_OFFSET = 16 * 60 * 60_000;

/** Before it, formatters count the years of another era. */
const FIRST_MOMENT = Date.parse('0001-01-02T00:00:00Z');
/** After it, years may have five digits. */
const LAST_MOMENT = Date.parse('9999-12-30T00:00:00Z');

/**
 * Tells whether a text names a time zone that this machine knows, such as `Europe/Berlin` or `UTC`.
 *
 * @example
 * isZone('Asia/Kolkata'); // true
 * isZone('Mars/Olympus'); // false
 */
export function isZone(text: string): boolean {
  try {
    zoneOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Names the time zone of this machine, as `TZ` or the system sets it. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Names the day on which a moment falls in a time zone. A zone's formatter is made once, and its
 * days are kept per quarter hour, so that many moments cost little.
 *
 * @param zone - A name as `Europe/Berlin`; see {@link isZone}.
 * @param ms - Milliseconds since 1970, in the years 1 to 9999.
 * @throws RangeError when the zone is unknown or the moment lies outside of those years.
 *
 * @example
 * dayIn('Asia/Kolkata', Date.UTC(2026, 0, 14, 18, 30)); // '2026-01-15'
 */
export function dayIn(zone: string, ms: number): Day {
  const known = zoneOf(zone);
  const stretch = Math.floor(ms / STRETCH);
  let whole = known.stretches.get(stretch);
  if (whole === undefined) {
    whole = dayOfStretch(known, stretch * STRETCH);
    known.stretches.set(stretch, whole);
  }
  if (whole !== null) return whole;
  const quarter = Math.floor(ms / QUARTER_HOUR);
  const kept = known.days.get(quarter);
  if (kept !== undefined) return kept;
  const first = dayAt(known, quarter * QUARTER_HOUR);
  const last = dayAt(known, (quarter + 1) * QUARTER_HOUR - 1);
  // Some clocks were changed a minute after midnight, and some old offsets have seconds.
  if (first !== last) return dayAt(known, ms);
  known.days.set(quarter, first);
  return first;
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
  return `${dayIn(zone, ms)} ${zoneOf(zone).minutes.format(ms)}`;
}

interface Zone {
  readonly dates: Intl.DateTimeFormat;
  readonly minutes: Intl.DateTimeFormat;
  /** Days of stretches; null for those that do not lie in one day. */
  readonly stretches: Map<number, Day | null>;
  readonly days: Map<number, Day>;
}

const zones = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const format = (parts: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone: name, ...parts });
    zone = {
      dates: format({ year: 'numeric', month: '2-digit', day: '2-digit' }),
      minutes: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
      stretches: new Map(),
      days: new Map(),
    };
    zones.set(name, zone);
  }
  return zone;
}

/** A day whose clock runs on from the first to the last minute of a stretch is the day of all of it. */
function dayOfStretch(zone: Zone, start: number): Day | null {
  const last = start + STRETCH - MINUTE;
  if (start < FIRST_MOMENT || last > LAST_MOMENT) return null;
  const day = dayAt(zone, start);
  const passed = minutesAt(zone, last) - minutesAt(zone, start);
  const isWhole = (passed + DAY_MINUTES) % DAY_MINUTES === STRETCH / MINUTE - 1;
  return isWhole && dayAt(zone, last + MINUTE - 1) === day ? day : null;
}

function minutesAt(zone: Zone, ms: number): number {
  const [hours, minutes] = zone.minutes.format(ms).split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function dayAt(zone: Zone, ms: number): Day {
  const [month = '', date = '', year = ''] = zone.dates.format(ms).split('/');
  const day = `${year.padStart(4, '0')}-${month}-${date}`;
  if (ms < FIRST_MOMENT || !isDay(day)) {
    throw new RangeError(`Expected a moment in the years 1 to 9999, received ${ms}`);
  }
  return day;
}
