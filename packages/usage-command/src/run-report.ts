import { endOfDayIn, startOfDayIn, zoneName } from '@cco/calendar';
import type { Io } from '@cco/cli';
import { priceTableAge } from '@cco/cost';
import { renderCsv, renderReport } from '@cco/usage-render';
import { type Clock, findSettings, type Settings } from '@cco/usage-settings';
import { findDays } from './days.ts';
import { loadForCommand } from './load.ts';
import { makeReport } from './make-report.ts';
import { checkFormat, finish } from './output.ts';
import { remarksOf } from './remarks.ts';
import { isOverTime, type ReportKind } from './report-kinds.ts';
import type { ReportCommandOptions } from './report-options.ts';
import type { UsageCommandContext } from './usage-context.ts';

/**
 * Makes a report and prints it.
 *
 * @returns The exit status: 0, or 3 when a budget is exceeded.
 * @throws UserError when the options make no sense.
 */
export async function runReport(
  kind: ReportKind,
  options: ReportCommandOptions,
  { io, context }: { readonly io: Io; readonly context: UsageCommandContext },
): Promise<number> {
  checkFormat(options);
  const settings = await findSettings(options, io);
  const days = findDays(options, settings, kind);
  const query = {
    ...rangeOf(days, settings),
    subagentTypes: kind === 'agents',
    byDayIn: needsDaysAlone(kind, options) ? settings.zone : undefined,
    places: needsPlaces(kind, options),
    lastMessages: kind === 'session',
  };
  const usage = await loadForCommand(query, settings, { io, context });
  const report = makeReport(kind, options, { ...usage, days, settings });
  const { compact, breakdown } = options;
  const { zone } = settings;
  return finish(report, {
    io,
    options,
    settings,
    usage,
    context,
    csv: () => renderCsv(report, { breakdown }),
    text: () =>
      renderReport(report, {
        width: io.columns,
        style: io.style,
        zone: zoneName(zone),
        compact,
        breakdown,
        prices: pricesOf(settings),
        remarks: remarksOf(usage, settings),
      }),
  });
}

/** Tells a report that looks at no session and no project. */
function needsDaysAlone(kind: ReportKind, { project, instances }: ReportCommandOptions): boolean {
  return (isOverTime(kind) || kind === 'models') && project === undefined && !instances;
}

/** Tells a report that has to know where sessions worked. */
function needsPlaces(kind: ReportKind, { project, instances }: ReportCommandOptions): boolean {
  return kind === 'session' || kind === 'projects' || project !== undefined || instances === true;
}

/** Budgets look at all rows, whatever days a report is about. */
function rangeOf(
  { since, until }: ReturnType<typeof findDays>,
  { zone, budgets }: Clock & Pick<Settings, 'budgets'>,
): { since?: number; until?: number } {
  if (budgets.length > 0) return {};
  return {
    ...(since !== undefined && { since: startOfDayIn(zone, since) }),
    ...(until !== undefined && { until: endOfDayIn(zone, until) + 1 }),
  };
}

/** The date and age of the prices, to be told below a table. */
export function pricesOf({ prices, now }: Pick<Settings, 'prices' | 'now'>): {
  readonly date: string;
  readonly ageInDays: number;
} {
  return { date: prices.date, ageInDays: priceTableAge(now, prices) };
}
