import { createStyle, displayWidth } from '@cco/terminal';
import type { UsageFigures } from '@cco/usage-reports';
import { type FigureLine, figureTable } from './figure-table.ts';
import { withBars } from './fit-table.ts';
import { noteLines } from './note-lines.ts';
import type { RenderOptions } from './render-options.ts';
import { type ReportLine, reportLines } from './report-lines.ts';
import { distinctModels, shortenModels } from './shorten-model.ts';
import { sparkline } from './sparkline.ts';
import type { UsageReport } from './usage-report.ts';

/**
 * Writes a report as a table for a terminal, with its totals, and below it what its marks mean, what
 * was skipped and how old its prices are. Names that come from transcripts lose their control
 * characters. Bars beside the rows, or where there is no room for them a sparkline beside the title,
 * show the cost.
 *
 * @returns Lines that each end with a newline.
 */
export function renderReport(report: UsageReport, options: RenderOptions): string {
  const { width, zone, compact = false, breakdown = false, style = createStyle(false) } = options;
  const layout = reportLines(report, zone);
  const title = `${layout.title} (${zone})`;
  const notes = noteLines(report.notes, options);
  if (layout.lines.length === 0) {
    return joined([[style.bold(title)], ['No usage found.'], notes]);
  }
  const lines = [
    ...layout.lines.flatMap((line) => figureLines(line, breakdown)),
    totalLine(report.totals),
  ];
  const keepModels = lines.length > layout.lines.length + 1;
  const plain = figureTable(lines, { labels: layout.labels, width, compact, keepModels });
  const weights = lines.map(({ weight }) => weight);
  const drawn = withBars(plain, weights, width);
  const [head = '', ...rows] = drawn;
  const total = rows.pop() ?? '';
  const rule = '─'.repeat(Math.max(...drawn.map(displayWidth)));
  const room = drawn === plain ? width - displayWidth(title) - 2 : 0;
  const trend = trendLine(layout.trend, room);
  return joined([
    [trend ? `${style.bold(title)}  ${style.cyan(trend)}` : style.bold(title)],
    [style.dim(head), ...rows, style.dim(rule), style.bold(total)],
    notes,
  ]);
}

function figureLines({ labels, usage }: ReportLine, breakdown: boolean): FigureLine[] {
  const { modelBreakdowns = [], totalCost: cost } = usage;
  const ids = modelBreakdowns.map(({ modelName }) => modelName);
  const models = breakdown ? '' : shortenModels(ids);
  const own = { ...usage, labels, models, cost, weight: cost };
  if (!breakdown) return [own];
  const names = distinctModels(ids);
  const parts = modelBreakdowns.map((part): FigureLine => {
    const { inputTokens, outputTokens, cacheCreationTokens, cacheReadTokens } = part;
    const totalTokens = inputTokens + outputTokens + cacheCreationTokens + cacheReadTokens;
    const name = `└ ${names.get(part.modelName) ?? ''}`;
    return { ...part, labels: [], models: name, totalTokens, weight: 0 };
  });
  return [own, ...parts];
}

function totalLine(totals: UsageFigures): FigureLine {
  return { ...totals, labels: ['Total'], models: '', cost: totals.totalCost, weight: 0 };
}

/** Draws what has room, the latest periods. */
function trendLine(trend: readonly number[], room: number): string {
  return trend.length > 1 && room > 1 ? sparkline(trend.slice(-room)).trimEnd() : '';
}

function joined(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
