import { dayIn, inRange } from '@cco/calendar';
import { type BurnRate, burnRate, type Projection, project } from './burn-rate.ts';
import { type Block, findBlocks } from './find-blocks.ts';
import { frameOf, type ReportFrame, type ReportOptions } from './report.ts';
import { type FigureCaveats, figuresOf, modelName } from './usage-figures.ts';
import type { UsageRow } from './usage-row.ts';

/** A billing block, or a gap between two. Times are ISO 8601, UTC. */
export interface BlockRow extends FigureCaveats {
  /** The start; of a gap, `gap-` and its start. */
  readonly id: string;
  readonly startTime: string;
  readonly endTime: string;
  /** The last message; null in a gap. */
  readonly actualEndTime: string | null;
  /** It is a block that has begun and not ended. */
  readonly isActive: boolean;
  readonly isGap: boolean;
  /** API messages. */
  readonly entries: number;
  readonly tokenCounts: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly cacheCreationInputTokens: number;
    readonly cacheReadInputTokens: number;
  };
  readonly totalTokens: number;
  readonly costUSD: number;
  /** In the order of their code units. */
  readonly models: readonly string[];
  /** Of the active block, once its messages span `MIN_RATE_MINUTES`; else null. */
  readonly burnRate: BurnRate | null;
  /** Null where `burnRate` is. */
  readonly projection: Projection | null;
  /** Present where there is a projection and a limit. */
  readonly tokenLimitStatus?: TokenLimitStatus;
}

/** Where a block will end if it goes on like this. */
export interface TokenLimitStatus {
  readonly limit: number;
  readonly projectedUsage: number;
  /** Of the limit, by the projection; may be over 100. */
  readonly percentUsed: number;
  /** `warning` above 80 per cent, `exceeds` above 100. */
  readonly status: 'ok' | 'warning' | 'exceeds';
}

/** Usage by billing block. */
export interface BlockReport extends ReportFrame {
  readonly blocks: readonly BlockRow[];
  /** The limit that was given, or found for `max`; null without one. */
  readonly tokenLimit: number | null;
}

/** What reports by block can be told. */
export interface BlockOptions
  extends Pick<ReportOptions, 'zone' | 'since' | 'until' | 'order' | 'skippedLines'> {
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  /** Hours that a block lasts, up to {@link MOST_SESSION_HOURS}. @default 5 */
  readonly sessionHours?: number | undefined;
  /** Tokens a block may use; `max` takes the most that a finished block used. @default no limit */
  readonly tokenLimit?: number | 'max' | undefined;
  /** Shows the active block only. @default false */
  readonly active?: boolean | undefined;
  /** Shows the active block and those that began in the last three days. @default false */
  readonly recent?: boolean | undefined;
}

/** The longest block, in hours: a year. Ends of longer ones may have no date. */
export const MOST_SESSION_HOURS = 8784;

const HOUR = 3_600_000;
const RECENT = 72 * HOUR;
const WARNING_PERCENT = 80;

/**
 * Reports usage by billing block. Blocks are cut from all rows, and then `since`, `until`, `active`
 * and `recent` choose whole blocks by their start; totals are those of the blocks that are shown.
 *
 * Rows should hold one message each, or only messages of the same moment. Rows of a quarter hour give
 * the same starts, but the edges of blocks and the burn rate are then off by up to 15 minutes.
 *
 * @throws RangeError when the zone is unknown, or `sessionHours` is not above 0
 * or above {@link MOST_SESSION_HOURS}.
 *
 * @example
 * const { blocks } = blockReport(rows, { zone: 'UTC', now: Date.now(), active: true });
 * blocks[0]?.burnRate?.tokensPerMinute; // 232.5
 */
export function blockReport(rows: readonly UsageRow[], options: BlockOptions): BlockReport {
  const { sessionHours = 5, now, order = 'asc' } = options;
  if (!(sessionHours > 0 && sessionHours <= MOST_SESSION_HOURS)) {
    throw new RangeError(
      `Expected a block of more than 0 and at most ${MOST_SESSION_HOURS} hours, received ${sessionHours}`,
    );
  }
  const length = sessionHours * HOUR;
  const all = findBlocks(rows, length).map((block) => ({
    block,
    isActive: isActive(block, now),
  }));
  const tokenLimit = limitOf(all, options.tokenLimit);
  const shown = all.filter(({ block, isActive }) => isShown(block, isActive, options));
  const blocks = shown.map(({ block, isActive }) => toRow(block, isActive, now, tokenLimit));
  if (order === 'desc') blocks.reverse();
  const shownRows = shown.flatMap(({ block }) => block.rows);
  return { blocks, tokenLimit: tokenLimit ?? null, ...frameOf(shownRows, options.skippedLines) };
}

/** A clock that was set back must not make every block of the future active. */
function isActive({ isGap, start, end }: Block, now: number): boolean {
  return !isGap && start <= now && now < end;
}

function limitOf(
  all: readonly { readonly block: Block; readonly isActive: boolean }[],
  tokenLimit: number | 'max' | undefined,
): number | undefined {
  if (tokenLimit !== 'max') return tokenLimit;
  const finished = all.filter(({ block, isActive }) => !isActive && !block.isGap);
  const most = finished.reduce(
    (top, { block }) => Math.max(top, figuresOf(block.rows).totalTokens),
    0,
  );
  return most > 0 ? most : undefined;
}

function isShown(block: Block, isActive: boolean, options: BlockOptions): boolean {
  const { active, recent, zone, now } = options;
  if (active && !isActive) return false;
  if (recent && !isActive && block.start < now - RECENT) return false;
  // Formatters of zones take longer to make than a few blocks to report.
  if (options.since === undefined && options.until === undefined) return true;
  return inRange(dayIn(zone, block.start), options);
}

function toRow(block: Block, isActive: boolean, now: number, limit: number | undefined): BlockRow {
  const figures = figuresOf(block.rows);
  const startTime = new Date(block.start).toISOString();
  const rate = isActive && block.activity ? burnRate(figures, block.activity) : null;
  const projection = rate && project(figures, rate, block.end - now);
  return {
    id: block.isGap ? `gap-${startTime}` : startTime,
    startTime,
    endTime: new Date(block.end).toISOString(),
    actualEndTime: block.activity ? new Date(block.activity.last).toISOString() : null,
    isActive,
    isGap: block.isGap,
    entries: figures.messages,
    tokenCounts: {
      inputTokens: figures.inputTokens,
      outputTokens: figures.outputTokens,
      cacheCreationInputTokens: figures.cacheCreationTokens,
      cacheReadInputTokens: figures.cacheReadTokens,
    },
    totalTokens: figures.totalTokens,
    costUSD: figures.totalCost,
    models: [...new Set(block.rows.map(modelName))].sort(),
    burnRate: rate,
    projection,
    ...(projection && limit !== undefined && { tokenLimitStatus: statusOf(projection, limit) }),
    unpricedTokens: figures.unpricedTokens,
    unfinalizedOutputTokens: figures.unfinalizedOutputTokens,
  };
}

function statusOf({ totalTokens }: Projection, limit: number): TokenLimitStatus {
  const percentUsed = (totalTokens / limit) * 100;
  let status: TokenLimitStatus['status'] = 'ok';
  if (percentUsed > 100) status = 'exceeds';
  else if (percentUsed > WARNING_PERCENT) status = 'warning';
  return { limit, projectedUsage: totalTokens, percentUsed, status };
}
