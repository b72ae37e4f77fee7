import { type Day, type DayRange, lastDays, parseDate } from '@cco/calendar';
import { UserError } from '@cco/cli';
import type { RangeName, StatsCommandOptions } from './stats-options.ts';

/** The days that a report is about. */
export interface StatsRange {
  /** `specific` after --date, `custom` after --since or --until. */
  readonly name: RangeName | 'specific' | 'custom';
  /** For people. */
  readonly title: string;
  readonly days: DayRange;
}

/**
 * Finds the range that the options name.
 *
 * @param fallback - The range when they name none.
 * @throws UserError when they contradict each other, or a date is none.
 */
export function resolveRange(
  options: Pick<StatsCommandOptions, 'range' | 'date' | 'since' | 'until'>,
  today: Day,
  fallback: RangeName,
): StatsRange {
  rejectConflicts(options);
  const date = readDay('--date', options.date, today);
  if (date !== undefined) {
    return { name: 'specific', title: date, days: { since: date, until: date } };
  }
  const since = readDay('--since', options.since, today);
  const until = readDay('--until', options.until, today);
  if (since !== undefined || until !== undefined) return customRange(since, until);
  const name = options.range ?? fallback;
  return { name, title: name, days: namedDays(name, today) };
}

function rejectConflicts({
  range,
  date,
  since,
  until,
}: Pick<StatsCommandOptions, 'range' | 'date' | 'since' | 'until'>): void {
  // The original lets --date win over --range, and lines in profiles have both.
  const given = [
    date === undefined ? range !== undefined && '--range' : '--date',
    (since !== undefined && '--since') || (until !== undefined && '--until'),
  ].filter((option) => option !== false);
  if (given.length < 2) return;
  throw new UserError(`${given.join(' and ')} cannot be used together`);
}

function readDay(option: string, text: string | undefined, today: Day): Day | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDate(text, today);
  if (parsed.ok) return parsed.day;
  throw new UserError(`${option}: ${parsed.message}`);
}

function customRange(since: Day | undefined, until: Day | undefined): StatsRange {
  if (since !== undefined && until !== undefined && since > until) {
    throw new UserError(`--since ${since} is later than --until ${until}`);
  }
  return { name: 'custom', title: customTitle(since, until), days: { since, until } };
}

function customTitle(since: Day | undefined, until: Day | undefined): string {
  if (since === undefined) return `until ${until}`;
  return until === undefined ? `since ${since}` : `${since} to ${until}`;
}

function namedDays(name: RangeName, today: Day): DayRange {
  switch (name) {
    case 'today':
      return lastDays(today, 1);
    case 'week':
      return lastDays(today, 7);
    case 'month':
      return lastDays(today, 30);
    case 'all':
      return {};
  }
}
