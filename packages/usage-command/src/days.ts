import { type DayRange, dayIn, lastDays, lastMonths, lastWeeks } from '@cco/calendar';
import { UserError } from '@cco/cli';
import type { Clock } from '@cco/usage-settings';
import { readCount, readDay } from './option-values.ts';
import type { ReportKind } from './report-kinds.ts';
import type { ReportCommandOptions } from './report-options.ts';

/**
 * Finds the days that the options ask for.
 *
 * @throws UserError when they contradict each other, or a date is none.
 */
export function findDays(
  { since, until, last }: Pick<ReportCommandOptions, 'since' | 'until' | 'last'>,
  clock: Clock,
  kind?: ReportKind,
): DayRange {
  const today = dayIn(clock.zone, clock.now);
  const first = readDay('--since', since, today);
  const end = readDay('--until', until, today);
  if (first !== undefined && end !== undefined && first > end) {
    throw new UserError(`--since ${first} is later than --until ${end}`);
  }
  const count = readCount('--last', last);
  if (count === undefined || kind === 'session') return { since: first, until: end };
  if (first !== undefined || end !== undefined) {
    throw new UserError('--last cannot be used together with --since or --until');
  }
  if (kind === 'weekly') return lastWeeks(today, count, clock.weekStart);
  return kind === 'monthly' ? lastMonths(today, count) : lastDays(today, count);
}
