import { type Day, parseDate } from '@cco/calendar';
import { UserError } from '@cco/cli';

/**
 * Reads a day as `parseDate` does.
 *
 * @throws UserError when it is not one.
 */
export function readDay(option: string, text: string | undefined, today: Day): Day | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDate(text, today);
  if (parsed.ok) return parsed.day;
  throw new UserError(`${option}: ${parsed.message}`);
}

/**
 * Reads a whole number above 0.
 *
 * @throws UserError when it is none.
 */
export function readCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw new UserError(`${option} ${text}: expected a whole number above 0, as 7`);
}

/**
 * Reads a number above 0.
 *
 * @throws UserError when it is none.
 */
export function readNumber(option: string, text: string, example: string): number {
  const number = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : 0;
  if (number > 0 && Number.isFinite(number)) return number;
  throw new UserError(`${option} ${text}: expected a number above 0, as ${example}`);
}
