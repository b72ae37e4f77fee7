import { formatMinuteIn } from '@cco/calendar';
import { type Column, createStyle, groupThousands } from '@cco/terminal';
import type { BlockReport, BlockRow } from '@cco/usage-reports';
import { alignMarks, costCell, type MarkedCell } from './cells.ts';
import { fitTable, withBars } from './fit-table.ts';
import { formatCost } from './format-cost.ts';
import { formatMinutes } from './format-minutes.ts';
import { noteLines } from './note-lines.ts';
import type { RenderOptions } from './render-options.ts';
import { shortenModels } from './shorten-model.ts';

/** How a text about blocks is to look. */
export interface BlockRenderOptions extends Omit<RenderOptions, 'breakdown'> {
  /** The present of the report, in milliseconds since 1970. */
  readonly now: number;
}

const MINUTE = 60_000;

interface BlockLine {
  readonly start: string;
  readonly state: string;
  readonly models: string;
  readonly tokens: string;
  readonly percent: string;
  readonly cost: MarkedCell;
  /** What its bar shows; 0 has none. */
  readonly weight: number;
}

/**
 * Writes a report of billing blocks as a table for a terminal. Below the active block stands where it
 * ends at its burn rate and, with a limit of tokens, what is left of that.
 *
 * @returns Lines that each end with a newline.
 */
export function renderBlocks(report: BlockReport, options: BlockRenderOptions): string {
  const { width, zone, compact = false, style = createStyle(false) } = options;
  const title = style.bold(`Usage by block (${zone})`);
  const notes = noteLines(report.notes, options);
  const lines = report.blocks.flatMap((block) => blockLines(block, report.tokenLimit, options));
  const [head = '', ...rows] = draw(lines, width, compact);
  const body = lines.length > 0 ? [style.dim(head), ...rows] : ['No usage found.'];
  const limit = report.tokenLimit === null ? [] : [style.dim(limitLine(report.tokenLimit))];
  const parts = [[title], body, [...limit, ...notes]].filter(({ length }) => length > 0);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function limitLine(limit: number): string {
  return `% of ${groupThousands(limit)} tokens`;
}

function blockLines(
  block: BlockRow,
  limit: number | null,
  { zone, now }: BlockRenderOptions,
): BlockLine[] {
  const start = Date.parse(block.startTime);
  const share = (tokens: number) =>
    limit === null ? '' : `${((tokens / limit) * 100).toFixed(1)}%`;
  const own: BlockLine = {
    start: formatMinuteIn(zone, start),
    state: stateOf(block, now),
    models: shortenModels(block.models),
    tokens: block.isGap ? '' : groupThousands(block.totalTokens),
    percent: block.isGap ? '' : share(block.totalTokens),
    cost: block.isGap ? NOTHING : costCell(block.costUSD, block.totalTokens, block),
    weight: block.costUSD,
  };
  const { projection } = block;
  const rest: BlockLine[] = [];
  if (block.isActive && limit !== null) {
    const left = Math.max(0, limit - block.totalTokens);
    rest.push({
      ...EMPTY,
      state: 'until limit',
      tokens: groupThousands(left),
      percent: share(left),
    });
  }
  if (projection) {
    const cost = { text: formatCost(projection.totalCost), mark: own.cost.mark };
    const { totalTokens } = projection;
    const tokens = groupThousands(totalTokens);
    rest.push({ ...EMPTY, state: 'projected', tokens, percent: share(totalTokens), cost });
  }
  return [own, ...rest];
}

const NOTHING: MarkedCell = { text: '', mark: '' };

const EMPTY: BlockLine = {
  start: '',
  state: '',
  models: '',
  tokens: '',
  percent: '',
  cost: NOTHING,
  weight: 0,
};

/** A block is as long as its activity, so that a short one shows as what it was. */
function stateOf(block: BlockRow, now: number): string {
  const [start, end] = [Date.parse(block.startTime), Date.parse(block.endTime)];
  if (block.isGap) return `${formatMinutes((end - start) / MINUTE)} gap`;
  if (block.isActive) return `${formatMinutes((end - now) / MINUTE)} left`;
  return formatMinutes((Date.parse(block.actualEndTime ?? block.startTime) - start) / MINUTE);
}

function draw(lines: readonly BlockLine[], width: number, compact: boolean): readonly string[] {
  const column = (title: string, cells: readonly string[], rest?: Partial<Column>) => {
    return { title, cells, ...rest };
  };
  const right: Partial<Column> = { align: 'right' };
  const shrink: Partial<Column> = { shrink: true };
  const texts = (of: (line: BlockLine) => string) => lines.map(of);
  const models = column(
    'Models',
    texts((line) => line.models),
    shrink,
  );
  const percent = column(
    '%',
    texts((line) => line.percent),
    right,
  );
  const columns = [
    column(
      'Start',
      texts((line) => line.start),
    ),
    column(
      'Duration',
      texts((line) => line.state),
    ),
    ...(compact ? [] : [models]),
    column(
      'Tokens',
      texts((line) => line.tokens),
      right,
    ),
    ...(percent.cells.some((cell) => cell !== '') ? [percent] : []),
    column('Cost', alignMarks(lines.map(({ cost }) => cost)), right),
  ];
  const drawn = fitTable(columns, [[models], [percent]], width);
  return withBars(
    drawn,
    lines.map(({ weight }) => weight),
    width,
  );
}
