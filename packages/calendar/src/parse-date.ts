import { addDays } from './add-days.ts';
import { type Day, parseDay } from './day.ts';

/** A day, or what was wrong with the text and how to write it. */
export type ParsedDate =
  | { readonly ok: true; readonly day: Day }
  | { readonly ok: false; readonly message: string };

const DAYS_AGO = /^(\d{1,6})d$/;
/** As ccusage writes days. */
const WITHOUT_HYPHENS = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * Reads a date as people type it: `today`, `yesterday`, `7d` (seven days before today),
 * `YYYY-MM-DD`, or `YYYYMMDD`. More days ago than the calendar has are its first day, 0001-01-01.
 *
 * @param today - The day that relative dates count from.
 *
 * @example
 * const today = dayOf(new Date(2026, 0, 14));
 * parseDate('7d', today); // { ok: true, day: '2026-01-07' }
 * parseDate('2026-13-45', today); // { ok: false, message: '2026-13-45 is not a day of the calendar' }
 */
export function parseDate(text: string, today: Day): ParsedDate {
  const word = text.trim().toLowerCase().replace(WITHOUT_HYPHENS, '$1-$2-$3');
  if (word === 'today') return { ok: true, day: today };
  if (word === 'yesterday') return { ok: true, day: addDays(today, -1) };
  const ago = DAYS_AGO.exec(word);
  const day = ago ? addDays(today, -Number(ago[1])) : parseDay(word);
  if (day !== undefined) return { ok: true, day };
  const message = /^\d{4}-\d{2}-\d{2}$/.test(word)
    ? `${word} is not a day of the calendar`
    : `"${text}" is not a date: use today, yesterday, 7d, or YYYY-MM-DD`;
  return { ok: false, message };
}
