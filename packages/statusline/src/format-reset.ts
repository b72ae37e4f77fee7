import { formatMinuteIn, LOCAL_ZONE } from '@cco/calendar';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const HALF_DAY = 12 * 3_600_000;
const WEEK = 7 * 24 * 3_600_000;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/**
 * Writes when something will happen: the time of day, the day of the week before it when it is not
 * soon, the date when it is more than a week away. A moment outside of the calendar is `no date`.
 *
 * @param zone - @default the zone of this machine, which costs no formatter
 *
 * @example
 * formatReset(Date.UTC(2026, 10, 23, 9), Date.UTC(2026, 10, 20, 9), 'UTC'); // 'Mon 09:00'
 */
export function formatReset(at: number, now: number, zone: string = LOCAL_ZONE): string {
  const minute = formatMinuteIn(zone, at);
  const [day, time] = [minute.slice(0, DAY_LENGTH), minute.slice(DAY_LENGTH + 1)];
  if (time === '') return minute;
  if (at - now < HALF_DAY) return time;
  return at - now < WEEK ? `${WEEKDAYS[new Date(day).getUTCDay()]} ${time}` : day;
}
