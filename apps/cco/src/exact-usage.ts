import { dayOf, lastDays, localZone, startOfDayIn } from '@cco/calendar';
import { configFolders, dataFolder } from '@cco/claude-paths';
import type { Io } from '@cco/cli';
import { createProgress } from '@cco/terminal';
import { dailyReport, type UsageTotals } from '@cco/usage-reports';
import { loadUsage } from '@cco/usage-source';
import type { ExactSummary, ExactUsage } from './render-overview.ts';

const WEEK_DAYS = 7;

/** Reads the exact usage of today and this week from the transcripts. */
export async function readExactUsage(io: Io): Promise<ExactUsage> {
  const zone = localZone();
  const today = dayOf(io.now());
  const week = lastDays(today, WEEK_DAYS);
  const progress = createProgress(io.progressStream, 'Reading transcripts', io.env);
  const { rows, skippedLines } = await loadUsage({
    configFolders: configFolders(io.env),
    dataFolder: dataFolder(io.env),
    since: startOfDayIn(zone, week.since),
    onProgress: progress.update,
  }).finally(() => progress.end());
  return {
    today: summaryOf(dailyReport(rows, { zone, since: today, until: today }).totals),
    week: summaryOf(dailyReport(rows, { zone, ...week }).totals),
    skipped_lines: Object.values(skippedLines).reduce((sum, lines) => sum + lines, 0),
  };
}

function summaryOf({ totalTokens, totalCost, unpricedTokens }: UsageTotals): ExactSummary {
  return { tokens: totalTokens, cost: totalCost, unpriced_tokens: unpricedTokens };
}
