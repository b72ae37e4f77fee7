import { count, createStyle, groupThousands, oneLine } from '@cco/terminal';
import type { ReportNotes } from '@cco/usage-reports';
import { UNFINALIZED_MARK, UNPRICED_MARK } from './cells.ts';
import type { RenderOptions } from './render-options.ts';
import { wrap } from './wrap.ts';

/** Lists more models than this by their number only. */
const MOST_MODELS = 5;

/** Writes the notes of a report: what its marks mean, what was skipped, how old its prices are. */
export function noteLines(
  notes: ReportNotes,
  options: Pick<RenderOptions, 'width' | 'prices' | 'remarks' | 'style'>,
): string[] {
  const { width, prices, style = createStyle(false) } = options;
  const warnings: string[] = [];
  const { unpricedModels, unpricedTokens, unfinalizedOutputTokens, skippedLines } = notes;
  if (unpricedTokens > 0) {
    const models = unpricedModels
      .slice(0, MOST_MODELS)
      .map(({ model, tokens }) => `${oneLine(model) || '(no name)'} (${groupThousands(tokens)})`);
    const more = unpricedModels.length - MOST_MODELS;
    if (more > 0) models.push(count(more, 'more model'));
    const list = models.join(', ');
    warnings.push(
      `${UNPRICED_MARK} leaves out ${count(unpricedTokens, 'token')} without a known price: ${list}`,
    );
  }
  const remarks: string[] = [];
  if (unfinalizedOutputTokens > 0) {
    const tokens = count(unfinalizedOutputTokens, 'output token');
    remarks.push(`${UNFINALIZED_MARK} at least: the log has no final count for ${tokens}`);
  }
  if (skippedLines.total > 0) {
    const reasons = skippedLines.reasons.map(
      ({ reason, lines }) => `${groupThousands(lines)} ${oneLine(reason)}`,
    );
    remarks.push(`${count(skippedLines.total, 'line')} skipped: ${reasons.join(', ')}`);
  }
  remarks.push(...(options.remarks ?? []).map(oneLine));
  if (prices) {
    const { date, ageInDays } = prices;
    const age = ageInDays > 0 ? `, ${count(ageInDays, 'day')} old` : '';
    remarks.push(`Prices of ${date}${age}`);
  }
  return [
    ...warnings.flatMap((text) => wrap(text, width)).map((line) => style.yellow(line)),
    ...remarks.flatMap((text) => wrap(text, width)).map((line) => style.dim(line)),
  ];
}
