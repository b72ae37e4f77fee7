import { PRICE_TABLE } from './price-table.ts';
import type { PriceTable } from './prices.ts';
import { utcDay } from './utc-day.ts';

const DAY = 86_400_000;

/**
 * Counts the UTC days from the date of a price table to another date; negative when that date lies
 * before the table's.
 *
 * @param on - An ISO 8601 time, milliseconds since 1970, or a `Date`.
 * @param prices - @default PRICE_TABLE
 * @throws RangeError when `on` or the table's date is no date.
 *
 * @example
 * priceTableAge('2026-12-01T08:00:00Z'); // 11
 */
export function priceTableAge(
  on: string | number | Date,
  prices: PriceTable = PRICE_TABLE,
): number {
  return (midnight(on) - midnight(prices.date)) / DAY;
}

function midnight(time: string | number | Date): number {
  const day = utcDay(time);
  if (day === undefined) throw new RangeError(`Expected a date, received ${String(time)}`);
  return Date.parse(`${day}T00:00:00Z`);
}
