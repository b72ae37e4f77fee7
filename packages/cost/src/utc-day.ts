const ISO_TIME =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?)?$/i;
const MINUTE = 60_000;

/** Every month has this many days. */
const SHORTEST_MONTH = 28;

/**
 * Finds the UTC day of an ISO 8601 time, of milliseconds since 1970 or of a `Date`. A time without
 * a zone is UTC, whatever the zone of the machine: Claude Code writes no other.
 *
 * @returns `YYYY-MM-DD`, or undefined when the value is no such time.
 */
export function utcDay(time: unknown): string | undefined {
  if (typeof time === 'string') return dayOfText(time.trim());
  if (time instanceof Date) return dayOfMilliseconds(time.getTime());
  return typeof time === 'number' ? dayOfMilliseconds(time) : undefined;
}

function dayOfText(text: string): string | undefined {
  const match = ISO_TIME.exec(text);
  if (!match) return undefined;
  const [, day = '', dayOfMonth, hours, minutes, sign, offsetHours, offsetMinutes] = match;
  if (Number(dayOfMonth) > SHORTEST_MONTH && dayOfMilliseconds(midnight(day)) !== day) {
    return undefined;
  }
  if (sign === undefined) return day;
  const local = Number(hours) * 60 + Number(minutes);
  const offset = Number(offsetHours) * 60 + Number(offsetMinutes);
  const utc = sign === '-' ? local + offset : local - offset;
  return dayOfMilliseconds(midnight(day) + utc * MINUTE);
}

/** Not a number, or a day of the next month, for a day that the month does not have. */
function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOfMilliseconds(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : undefined;
}
