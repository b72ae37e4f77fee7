import type { MessagePart } from './message-part.ts';

/** Milliseconds of a rollup row: every time zone's hours and days begin at such a quarter hour. */
export const QUARTER_MS = 900_000;

/**
 * Prompt sizes in tokens at which price lists change: a rollup row holds messages of one class, the
 * number of limits that their prompts exceed.
 */
export const PROMPT_LIMITS = [100_000, 128_000, 200_000, 256_000, 272_000, 512_000] as const;

/** What a rollup row sums up, in the order of its `sums`. */
export const SUMS = [
  'messages',
  'input',
  'output',
  'cache_write_5m',
  'cache_write_1h',
  'cache_read',
  'web_searches',
  'cost',
  'unfinalized',
  'unfinalized_output',
] as const;

/** Sums of messages with the same attributes in a quarter hour. Plain data. */
export interface RollupRow {
  /** As in `MessagePart`. */
  readonly attributes: string;
  /** Number of the quarter hour since 1970; -1 without a time. */
  readonly quarter: number;
  readonly promptClass: number;
  readonly hasCost: 0 | 1;
  /** One for each of {@link SUMS}. */
  readonly sums: readonly number[];
  readonly firstTime: number | null;
  readonly lastTime: number | null;
}

/** A row that is being added up. An array of floats is several times as fast as named fields. */
interface OpenRow extends Omit<RollupRow, 'sums'> {
  readonly sums: Float64Array;
  firstTime: number | null;
  lastTime: number | null;
}

/** Adds messages up. Each part must be a message of its own. */
export function rollupOf(messages: Iterable<MessagePart>): RollupRow[] {
  const rows = new Map<string, OpenRow>();
  /** Messages come in order of time, so most belong to the row of the one before. */
  let row: OpenRow | undefined;
  for (const message of messages) {
    const { attributes, time } = message;
    const cacheWrite5m = cacheWrite5mOf(message);
    const quarter = time === null ? -1 : Math.floor(time / QUARTER_MS);
    const promptClass = promptClassOf(
      message.input + message.cacheRead + message.cacheWrite1h + cacheWrite5m,
    );
    const hasCost = message.cost === null ? 0 : 1;
    if (
      row === undefined ||
      row.quarter !== quarter ||
      row.promptClass !== promptClass ||
      row.hasCost !== hasCost ||
      row.attributes !== attributes
    ) {
      const key = `${quarter} ${promptClass} ${hasCost} ${attributes}`;
      row = rows.get(key);
      if (row === undefined) {
        const sums = new Float64Array(SUMS.length);
        const times = { firstTime: time, lastTime: time };
        row = { attributes, quarter, promptClass, hasCost, sums, ...times };
        rows.set(key, row);
      }
    }
    addTo(row.sums, message, cacheWrite5m);
    if (time !== null) {
      if (row.firstTime === null || time < row.firstTime) row.firstTime = time;
      if (row.lastTime === null || time > row.lastTime) row.lastTime = time;
    }
  }
  return [...rows.values()].map((open) => ({ ...open, sums: [...open.sums] }));
}

/** Adds a message in the order of {@link SUMS}. */
function addTo(sums: Float64Array, message: MessagePart, cacheWrite5m: number): void {
  const isOpen = message.final === 0;
  const values = [
    1,
    message.input,
    message.output,
    cacheWrite5m,
    message.cacheWrite1h,
    message.cacheRead,
    message.webSearches,
    message.cost ?? 0,
    isOpen ? 1 : 0,
    isOpen ? message.output : 0,
  ];
  for (let i = 0; i < values.length; i++) (sums[i] as number) += values[i] as number;
}

/** What a message wrote to the cache for five minutes: also what no part of the split explains. */
export function cacheWrite5mOf({
  cacheWrite,
  cacheWrite5m,
  cacheWrite1h,
}: Pick<MessagePart, 'cacheWrite' | 'cacheWrite5m' | 'cacheWrite1h'>): number {
  return cacheWrite5m + Math.max(0, cacheWrite - cacheWrite5m - cacheWrite1h);
}

function promptClassOf(prompt: number): number {
  let promptClass = 0;
  while (promptClass < PROMPT_LIMITS.length && prompt > (PROMPT_LIMITS[promptClass] as number)) {
    promptClass++;
  }
  return promptClass;
}
