/**
 * Calendar days, weeks and months, local or in a time zone, and the dates that people type.
 *
 * @module
 */
export { addDays } from './add-days.ts';
export {
  type Day,
  dayAt,
  dayOf,
  endOfDay,
  isDay,
  parseDay,
  startOfDay,
} from './day.ts';
export { DAY_MS, type DayNumber } from './day-number.ts';
export { type DayRange, daysOf, inRange, lastDays } from './day-range.ts';
export { formatMinute } from './format-minute.ts';
export { adoptTimeZone, localZone, zoneName, zoneProblem } from './machine-zone.ts';
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
export { dayIn, endOfDayIn, formatMinuteIn, startOfDayIn } from './zone.ts';
export { isZone } from './zone-names.ts';
export { LOCAL_ZONE, type OffsetSpan, offsetSpans } from './zone-offset.ts';
