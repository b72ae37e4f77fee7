import { DAY_MS, type DayNumber, FIRST_DAY, LAST_DAY } from './day-number.ts';

/**
 * The zone of this machine, as `TZ` or the system sets it, without its name: the language knows its
 * offsets by itself, while asking for those of any named zone loads tables for longer than most
 * commands run.
 */
export const LOCAL_ZONE = 'local';

/** From a moment on, the clocks of a zone are this far ahead of UTC. In milliseconds. */
export interface OffsetSpan {
  readonly from: number;
  readonly offset: number;
}

/** Before it, formatters count the years of another era: it has the offset of all earlier moments. */
const FIRST_MOMENT = (FIRST_DAY + 1) * DAY_MS;
/** After it, no zone is in the year 9999 any more: it has the offset of all later moments. */
const LAST_MOMENT = (LAST_DAY + 2) * DAY_MS;

interface Clock {
  /** Tells how far the clock is ahead of UTC, in milliseconds. */
  offsetAt(ms: number): number;
  /** Offsets of days (UTC) of one offset; null for those in which it changes. */
  readonly steady: Map<DayNumber, number | null>;
  /** Offsets at the beginning of days (UTC). */
  readonly atStart: Map<DayNumber, number>;
}

const SECOND = 1000;

/**
 * Tells how far the clocks of a zone are ahead of UTC, in milliseconds; negative west of it. Days
 * (UTC) of one offset are kept, so that many moments cost little.
 *
 * @throws RangeError when the zone is unknown.
 */
export function offsetAt(zone: string, ms: number): number {
  const clock = clockOf(zone);
  return steadyOffset(clock, Math.floor(ms / DAY_MS)) ?? clock.offsetAt(ms);
}

/**
 * Lists the offsets that a zone has on some days, each from its first moment on. Between days that
 * are not asked for, changes may be left out.
 *
 * @param days - Days (UTC) by their number since 1970, rising.
 * @throws RangeError when the zone is unknown.
 *
 * @example
 * offsetSpans('Europe/Berlin', [20600, 20601]);
 * // [{ from: 1779840000000, offset: 7200000 }]
 */
export function offsetSpans(zone: string, days: readonly DayNumber[]): OffsetSpan[] {
  const clock = clockOf(zone);
  const spans: OffsetSpan[] = [];
  const add = (from: number, offset: number): void => {
    if (spans.at(-1)?.offset !== offset) spans.push({ from, offset });
  };
  for (const day of days) {
    const start = day * DAY_MS;
    add(start, startOffset(clock, day));
    if (steadyOffset(clock, day) !== null) continue;
    const change = changeBetween(clock, start, start + DAY_MS);
    add(change, clock.offsetAt(change));
  }
  return spans;
}

/** Finds the first moment of the next offset, to the millisecond. */
function changeBetween(clock: Clock, start: number, end: number): number {
  const offset = clock.offsetAt(start);
  let [before, after] = [start, end];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (clock.offsetAt(middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** No zone changed its offset and changed it back within a day. */
function steadyOffset(clock: Clock, day: DayNumber): number | null {
  let offset = clock.steady.get(day);
  if (offset === undefined) {
    const start = startOffset(clock, day);
    offset = start === startOffset(clock, day + 1) ? start : null;
    clock.steady.set(day, offset);
  }
  return offset;
}

function startOffset(clock: Clock, day: DayNumber): number {
  let offset = clock.atStart.get(day);
  if (offset === undefined) {
    offset = clock.offsetAt(day * DAY_MS);
    clock.atStart.set(day, offset);
  }
  return offset;
}

const clocks = new Map<string, Clock>();

function clockOf(zone: string): Clock {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    const at = zone === LOCAL_ZONE ? localOffset : createNamedOffset(zone);
    const offsetAt = (ms: number) => at(Math.min(Math.max(ms, FIRST_MOMENT), LAST_MOMENT));
    clock = { offsetAt, steady: new Map(), atStart: new Map() };
    clocks.set(zone, clock);
  }
  return clock;
}

/** As {@link offsetAt}, for the zone of this machine. */
export function localOffset(ms: number): number {
  const date = new Date(ms);
  const clock = new Date(0);
  clock.setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate());
  clock.setUTCHours(date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds());
  return clock.getTime() - ms;
}

const FIELDS = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;

function createNamedOffset(timeZone: string): Clock['offsetAt'] {
  const digits = '2-digit';
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
    hourCycle: 'h23',
  });
  return (ms) => {
    const fields = FIELDS.exec(format.format(ms))?.slice(1).map(Number);
    const [month = 0, day = 0, year = 0, hours = 0, minutes = 0, seconds = 0] = fields ?? [];
    const clock = new Date(0);
    clock.setUTCFullYear(year, month - 1, day);
    clock.setUTCHours(hours, minutes, seconds);
    return clock.getTime() - Math.floor(ms / SECOND) * SECOND;
  };
}
