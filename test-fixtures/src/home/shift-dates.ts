const DAY_MS = 86_400_000;

/**
 * Moves every time in a text by whole days: ISO times (`2026-11-04T08:02:00…`) and the milliseconds
 * of `"startTime"`. Everything else stays as it is, so lengths and torn lines stay too.
 *
 * @example
 * shiftDates('{"timestamp":"2026-11-04T08:02:00Z"}', 2); // '{"timestamp":"2026-11-06T08:02:00Z"}'
 */
export function shiftDates(text: string, days: number): string {
  if (days === 0) return text;
  return text
    .replace(/\d{4}-\d{2}-\d{2}(?=T\d{2}:\d{2})/g, (day) => shiftDay(day, days))
    .replace(
      /("startTime":)(\d{13})\b/g,
      (_, key: string, milliseconds: string) => `${key}${Number(milliseconds) + days * DAY_MS}`,
    );
}

/** Moves a `YYYY-MM-DD` by whole days. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Counts the days from one `YYYY-MM-DD` to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
