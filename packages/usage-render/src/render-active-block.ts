import { formatMinuteIn } from '@cco/calendar';
import { createStyle, groupThousands, padEnd } from '@cco/terminal';
import type { BlockReport, BlockRow } from '@cco/usage-reports';
import { costCell, outputCell } from './cells.ts';
import { formatCost } from './format-cost.ts';
import { formatMinutes } from './format-minutes.ts';
import { noteLines } from './note-lines.ts';
import type { BlockRenderOptions } from './render-blocks.ts';
import { shortenModels } from './shorten-model.ts';
import { wrap } from './wrap.ts';

const MINUTE = 60_000;
const LABEL_WIDTH = 11;

/**
 * Writes the active block of a report for people: its usage, burn rate and projection. The notes are
 * those of the whole report, so pass one that was made with `active`.
 *
 * @returns Lines that each end with a newline.
 */
export function renderActiveBlock(report: BlockReport, options: BlockRenderOptions): string {
  const { style = createStyle(false), width } = options;
  const block = report.blocks.find(({ isActive }) => isActive);
  if (block === undefined) return 'No block is active.\n';
  const facts = factsOf(block, options).flatMap(([label, value]) => {
    const [first = '', ...rest] = wrap(value, width - LABEL_WIDTH, '');
    return [
      style.dim(padEnd(label, LABEL_WIDTH)) + first,
      ...rest.map((line) => ' '.repeat(LABEL_WIDTH) + line),
    ];
  });
  const notes = noteLines(report.notes, options);
  const blocks = [[style.bold('Active block')], facts, notes].filter(({ length }) => length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function factsOf(
  block: BlockRow,
  { zone, now }: BlockRenderOptions,
): (readonly [label: string, value: string])[] {
  const [start, end] = [Date.parse(block.startTime), Date.parse(block.endTime)];
  const { tokenCounts: counts, burnRate: rate, projection, tokenLimitStatus: status } = block;
  const output = outputCell(counts.outputTokens, block);
  const cost = costCell(block.costUSD, block.totalTokens, block);
  const tokens = [
    `input ${groupThousands(counts.inputTokens)}`,
    `output ${output.text}${output.mark}`,
    `cache write ${groupThousands(counts.cacheCreationInputTokens)}`,
    `cache read ${groupThousands(counts.cacheReadInputTokens)}`,
  ];
  const sinceStart = formatMinutes((now - start) / MINUTE);
  return [
    ['Started', `${formatMinuteIn(zone, start)} (${zone}), ${sinceStart} ago`],
    ['Ends', `${formatMinuteIn(zone, end)}, in ${formatMinutes((end - now) / MINUTE)}`],
    ['Models', shortenModels(block.models)],
    ['Tokens', `${groupThousands(block.totalTokens)}: ${tokens.join(', ')}`],
    ['Cost', cost.text + cost.mark],
    ...(rate
      ? ([
          [
            'Burn rate',
            `${perMinute(rate.tokensPerMinute)}, ${formatCost(rate.costPerHour)} an hour`,
          ],
        ] as const)
      : []),
    ...(projection
      ? ([
          [
            'Projected',
            `${groupThousands(projection.totalTokens)} tokens, ${formatCost(projection.totalCost)}`,
          ],
        ] as const)
      : []),
    ...(status
      ? ([
          [
            'Limit',
            `${groupThousands(status.limit)} tokens; the projection is ${status.percentUsed.toFixed(1)}% of it`,
          ],
        ] as const)
      : []),
  ];
}

function perMinute(tokens: number): string {
  return `${groupThousands(Math.round(tokens))} tokens a minute`;
}
