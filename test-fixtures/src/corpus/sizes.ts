import type { Random } from '../random.ts';

const MEDIAN_BYTES = 128 * 1024;
/** ln(2.6 MB / 128 KB) divided by the 95 % point of the normal distribution. */
const SIGMA = 1.83;
/** The mean of a log-normal distribution with this median and spread. */
const MEAN_BYTES = MEDIAN_BYTES * Math.exp(SIGMA ** 2 / 2);
const LARGEST_SHARE = 0.05;

/**
 * Draws file sizes in bytes that add up to `total`: log-normal, median 128 KB and 95 % below
 * 2.6 MB; a given number of files keeps the shape at another scale. No file has more than a
 * twentieth of the total when there are many.
 */
export function drawSizes(total: number, files: number | undefined, random: Random): number[] {
  const count = files ?? Math.max(1, Math.round(total / MEAN_BYTES));
  const largest = count < 40 ? Number.POSITIVE_INFINITY : MEAN_BYTES * count * LARGEST_SHARE;
  const sizes = Array.from({ length: count }, () =>
    Math.min(largest, MEDIAN_BYTES * Math.exp(SIGMA * random.normal())),
  );
  const scale = total / sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => Math.round(size * scale));
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/**
 * Reads a size such as `64MiB`; a plain number is bytes.
 *
 * @returns Bytes, or `undefined` when the text is not a size.
 *
 * @example
 * parseSize('1.5KiB'); // 1536
 */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() || 'b'];
  if (match === null || unit === undefined) return undefined;
  const bytes = Math.round(Number(match[1]) * unit);
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Writes a size for people. */
export function formatSize(bytes: number): string {
  const unit = ['B', 'KiB', 'MiB', 'GiB'].at(Math.min(3, Math.floor(Math.log2(bytes + 1) / 10)));
  const value = bytes / (UNITS[unit?.toLowerCase() ?? 'b'] ?? 1);
  return `${value < 10 && unit !== 'B' ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
