const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const HALF_DAY = 12 * 3_600_000;
const WEEK = 7 * 24 * 3_600_000;

/**
 * Writes when something will happen: the time of day, the day of the week before it when it is not
 * soon, the date when it is more than a week away.
 *
 * @param zone - @default the zone of this machine, which costs no formatter
 *
 * @example
 * formatReset(Date.UTC(2026, 10, 23, 9), Date.UTC(2026, 10, 20, 9), 'UTC'); // 'Mon 09:00'
 */
export function formatReset(at: number, now: number, zone: string | undefined): string {
  const { weekday, date, time } = zone === undefined ? localParts(at) : partsIn(zone, at);
  if (at - now < HALF_DAY) return time;
  return at - now < WEEK ? `${weekday} ${time}` : date;
}

interface Parts {
  readonly weekday: string;
  readonly date: string;
  readonly time: string;
}

function localParts(at: number): Parts {
  const date = new Date(at);
  return {
    weekday: WEEKDAYS[date.getDay()] ?? '',
    date: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}`,
  };
}

function partsIn(zone: string, at: number): Parts {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return {
    weekday: parts['weekday'] ?? '',
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
