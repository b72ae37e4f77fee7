/**
 * Local calendar days, ranges of days, and the dates that people type.
 *
 * @module
 */
export {
  addDays,
  type Day,
  dayOf,
  endOfDay,
  isDay,
  parseDay,
  startOfDay,
} from './day.ts';
export { type DayRange, daysOf, inRange, lastDays } from './day-range.ts';
export { formatMinute } from './format-minute.ts';
export { type ParsedDate, parseDate } from './parse-date.ts';
