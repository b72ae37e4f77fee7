import { timeOf } from './store/time-of.ts';

/** Calendar days have four digits in their year, in every time zone. */
const FIRST_TIME = Date.parse('0001-01-02T00:00:00Z');
const LAST_TIME = Date.parse('9999-12-30T23:59:59.999Z');

/**
 * Gives the time of a record that is a message, in milliseconds since 1970: of a `user` or
 * `assistant` record. Undefined for other records, and for a time that no calendar shows.
 */
export function messageTime(type: unknown, timestamp: unknown): number | undefined {
  if (type !== 'user' && type !== 'assistant') return undefined;
  return timeOf(timestamp) ?? undefined;
}

/** Gives the later of two times; a time that is missing or that no calendar shows does not count. */
export function laterTime(
  before: number | undefined,
  time: number | undefined,
): number | undefined {
  if (time === undefined || time < FIRST_TIME || time > LAST_TIME) return before;
  return before === undefined || time > before ? time : before;
}
