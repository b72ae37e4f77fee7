import { offsetAt } from './zone-offset.ts';

/**
 * Tells whether a text names a time zone that this machine knows, such as `Europe/Berlin` or `UTC`.
 *
 * @example
 * isZone('Asia/Kolkata'); // true
 * isZone('Mars/Olympus'); // false
 */
export function isZone(text: string): boolean {
  try {
    offsetAt(text, 0);
    return true;
  } catch {
    return false;
  }
}
