/** Gives the last of repeated values, so that `cs -p b` works below an alias for `cs -p a`. */
export function lastOf<T>(value: T | readonly T[]): T {
  return Array.isArray(value) ? (value.at(-1) as T) : (value as T);
}

/** Reads how many sessions to show; NaN when it is not a whole number of at least 1. */
export function readLimit(value: string | number | readonly string[]): number {
  const text = String(lastOf<string | number>(value));
  return /^0*[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
}
