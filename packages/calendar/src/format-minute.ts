import { dayOf } from './day.ts';

/**
 * Writes a moment as local `YYYY-MM-DD HH:MM`.
 *
 * @example
 * formatMinute(new Date(2026, 0, 15, 8, 32)); // '2026-01-15 08:32'
 */
export function formatMinute(moment: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${dayOf(moment)} ${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}
