/**
 * Calendar days, weeks and months, local or in a time zone, and the dates that people type.
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
export { DAY_MS, type DayNumber } from './day-number.ts';
export { type DayRange, daysOf, inRange, lastDays } from './day-range.ts';
export { formatMinute } from './format-minute.ts';
export { type ParsedDate, parseDate } from './parse-date.ts';
export {
  lastMonths,
  lastWeeks,
  type Month,
  monthOf,
  startOfMonth,
  startOfWeek,
  WEEKDAYS,
  type Weekday,
} from './week.ts';
export {
  dayIn,
  endOfDayIn,
  formatMinuteIn,
  isZone,
  localZone,
  startOfDayIn,
  zoneName,
} from './zone.ts';
export { LOCAL_ZONE, type OffsetSpan, offsetSpans } from './zone-offset.ts';
