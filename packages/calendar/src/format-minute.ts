import { dayAt } from './day.ts';

/** Stands in place of a date for moments without one. */
export const NO_DATE = 'no date';

/**
 * Writes a moment as local `YYYY-MM-DD HH:MM`; `no date` for an invalid date, and outside of the
 * years 1 to 9999.
 *
 * @example
 * formatMinute(new Date(2026, 0, 15, 8, 32)); // '2026-01-15 08:32'
 */
export function formatMinute(moment: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = dayAt(moment);
  return day === undefined
    ? NO_DATE
    : `${day} ${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}
