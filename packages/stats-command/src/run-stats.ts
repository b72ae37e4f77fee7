import { createActivityStats } from '@cco/activity-stats';
import { dayOf } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { formatUsd, resolveRates } from '@cco/cost';
import { oneLine } from '@cco/terminal';
import { fillDays } from './fill-days.ts';
import { findSource, readSource } from './log-source.ts';
import { readDollars } from './option-values.ts';
import { describeProblems, isFlawless, type ProblemCount } from './problem-count.ts';
import { problemsJson, toJson } from './render/json.ts';
import { toText } from './render/text.ts';
import type { Budget, Report } from './report.ts';
import type { StatsCommandOptions } from './stats-options.ts';
import { resolveRange } from './stats-range.ts';

const OVER_BUDGET = 3;

/**
 * Reads logs and prints their statistics.
 *
 * @returns The exit status: 0, 1 without a log folder, 3 over budget.
 * @throws UserError when the options make no sense.
 */
export async function runStats(options: StatsCommandOptions, io: Io): Promise<number> {
  const source = findSource(options, io);
  const range = resolveRange(
    options,
    dayOf(io.now()),
    // Who pipes entries in has chosen them.
    source.kind === 'stream' ? 'all' : 'today',
  );
  const limit = options.budget === undefined ? undefined : readDollars('--budget', options.budget);
  const rates = resolveRates({ preset: options.rates, env: io.env });
  for (const warning of rates.warnings) io.err(`${io.errStyle.yellow(warning)}\n`);

  const counter = createActivityStats({
    rates: rates.rates,
    days: options.by === 'day',
    quality: options.quality,
  });
  const { project, json } = options;
  let entries = 0;
  const { problems, noFolder } = await readSource(source, range.days, io, (entry) => {
    entries++;
    if (project === undefined || entry.project === project) counter.add(entry);
  });

  if (noFolder) return tellNoFolder(noFolder, json, io);
  if (entries === 0) {
    const error = 'No logs found for specified range';
    return tellNothing(
      { error, range: range.name },
      `${error}: ${range.title}`,
      problems,
      json,
      io,
    );
  }
  const stats = counter.result();
  if (stats.operations === 0) {
    const error = 'No matching logs found';
    return tellNothing(
      { error },
      `${error} for project ${oneLine(project ?? '')}`,
      problems,
      json,
      io,
    );
  }
  const budget = limit === undefined ? undefined : { limit, exceeded: stats.cost.total > limit };
  const days = stats.days && fillDays(stats.days);
  const report = { range, stats, days, rates, source, budget, problems };
  io.out(json ? `${JSON.stringify(toJson(report), null, 2)}\n` : toText(report, io));
  return budget?.exceeded ? tellOverBudget(report, budget, io) : 0;
}

function tellNoFolder(folder: { path: string; reason: string }, json: boolean, io: Io): number {
  const error = 'No logs found';
  if (!json) throw new UserError(`${error} in ${oneLine(folder.path)}: ${folder.reason}`);
  io.out(`${JSON.stringify({ error, log_dir: folder.path })}\n`);
  return 1;
}

/** An empty result is an answer too; but what was skipped may be the reason for it. */
function tellNothing(
  answer: Readonly<Record<string, string>>,
  text: string,
  problems: ProblemCount,
  json: boolean,
  io: Io,
): number {
  const flawless = isFlawless(problems);
  if (json) {
    const told = flawless ? answer : { ...answer, problems: problemsJson(problems) };
    io.out(`${JSON.stringify(told)}\n`);
  } else {
    io.out(`${text}\n`);
    if (!flawless) io.out(`${io.style.dim(oneLine(describeProblems(problems)))}\n`);
  }
  return 0;
}

function tellOverBudget({ range, stats }: Report, { limit }: Budget, io: Io): number {
  const spent = formatUsd(stats.cost.total);
  const text = `Over budget: ${spent} estimated for ${range.title}, ${formatUsd(limit)} allowed`;
  io.err(`${io.errStyle.yellow(text)}\n`);
  return OVER_BUDGET;
}
