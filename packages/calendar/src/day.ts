/** A calendar day that exists, written `YYYY-MM-DD`. Days sort as strings. */
export type Day = string & { readonly __day: unique symbol };

const SPELLING = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Reads `YYYY-MM-DD`. Days that no calendar has (`2026-02-30`) give undefined.
 *
 * @example
 * parseDay('2026-01-14'); // '2026-01-14'
 * parseDay('2026-13-45'); // undefined
 */
export function parseDay(text: string): Day | undefined {
  return isDay(text) ? text : undefined;
}

/** Tells whether a text is an existing day written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  const match = SPELLING.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = utcMidnight(year, month, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Names the local day that a moment falls on; undefined for an invalid date, and outside of the years
 * 1 to 9999.
 */
export function dayAt(moment: Date): Day | undefined {
  const year = moment.getFullYear();
  if (!(year >= 1 && year <= 9999)) return undefined;
  return spell(year, moment.getMonth() + 1, moment.getDate());
}

/**
 * Names the local day that a moment falls on.
 *
 * @throws RangeError when {@link dayAt} gives none.
 */
export function dayOf(moment: Date): Day {
  const day = dayAt(moment);
  if (day === undefined) throw new RangeError('Expected a date in the years 1 to 9999');
  return day;
}

/** Gives the first moment of a local day. Where clocks skip midnight it is the first one after. */
export function startOfDay(day: Day): Date {
  return localMidnight(day, 0);
}

/** Gives the last millisecond of a local day. */
export function endOfDay(day: Day): Date {
  return new Date(localMidnight(day, 1).getTime() - 1);
}

/** The first moment of the day that is a number of days later. */
function localMidnight(day: Day, later: number): Date {
  const [year, month, date] = partsOf(day);
  const moment = new Date(2000, 0, 1);
  moment.setFullYear(year, month - 1, date + later);
  return moment;
}

function partsOf(day: Day): [year: number, month: number, day: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

/** `Date.UTC` takes the years 0 to 99 for 1900 to 1999; this does not. */
function utcMidnight(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

function spell(year: number, month: number, day: number): Day {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as Day;
}
