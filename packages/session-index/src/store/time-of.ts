let lastText: unknown;
let lastTime: number | null = null;

/** Reads a time of a record, in milliseconds since 1970; null when it is none. */
export function timeOf(value: unknown): number | null {
  // A record's time is asked for each thing that it holds.
  if (value === lastText) return lastTime;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  lastText = value;
  lastTime = Number.isNaN(time) ? null : time;
  return lastTime;
}
