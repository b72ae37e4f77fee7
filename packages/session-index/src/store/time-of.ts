/**
 * Reads a time of a record, in milliseconds since 1970; null when it is none. What `Date.parse` takes
 * is a time; the form that Claude Code writes is read several times faster than it would.
 */
export function timeOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const time = isoTime(value) ?? Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

const DASH = 0x2d;
const COLON = 0x3a;

/** Reads `2026-03-02T09:00:00.000Z`, on days that every month has. */
function isoTime(text: string): number | undefined {
  const isIso =
    text.length === 24 &&
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    text[10] === 'T' &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text[19] === '.' &&
    text[23] === 'Z';
  if (!isIso) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  const milli = digits(text, 20, 23);
  const isPlain = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24;
  if (!isPlain || !(minute < 60) || !(second < 60) || Number.isNaN(milli)) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, milli);
}

/** Gives the number that digits make; NaN when they are none. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}
