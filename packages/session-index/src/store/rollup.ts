import type { MessagePart } from './message-part.ts';

/** Milliseconds of a rollup row: every time zone's hours and days begin at such a quarter hour. */
export const QUARTER_MS = 900_000;

/**
 * Prompt sizes in tokens at which price lists change: a rollup row holds messages of one class, the
 * number of limits that their prompts exceed.
 */
export const PROMPT_LIMITS = [100_000, 128_000, 200_000, 256_000, 272_000, 512_000] as const;

/** Sums of messages with the same attributes in a quarter hour. Plain data. */
export interface RollupRow {
  /** As in `MessagePart`. */
  readonly attributes: string;
  /** Number of the quarter hour since 1970; -1 without a time. */
  readonly quarter: number;
  readonly promptClass: number;
  readonly hasCost: 0 | 1;
  messages: number;
  input: number;
  output: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  cacheRead: number;
  webSearches: number;
  cost: number;
  unfinalized: number;
  unfinalizedOutput: number;
  firstTime: number | null;
  lastTime: number | null;
}

/** Adds messages up. Each part must be a message of its own. */
export function rollupOf(messages: Iterable<MessagePart>): RollupRow[] {
  const rows = new Map<string, RollupRow>();
  /** Messages come in order of time, so most belong to the row of the one before. */
  let row: RollupRow | undefined;
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
      row = rows.get(key) ?? {
        ...NOTHING,
        attributes,
        quarter,
        promptClass,
        hasCost,
        firstTime: time,
        lastTime: time,
      };
      rows.set(key, row);
    }
    row.messages++;
    row.input += message.input;
    row.output += message.output;
    row.cacheWrite5m += cacheWrite5m;
    row.cacheWrite1h += message.cacheWrite1h;
    row.cacheRead += message.cacheRead;
    row.webSearches += message.webSearches;
    row.cost += message.cost ?? 0;
    if (message.final === 0) {
      row.unfinalized++;
      row.unfinalizedOutput += message.output;
    }
    if (time !== null) {
      row.firstTime = Math.min(row.firstTime ?? time, time);
      row.lastTime = Math.max(row.lastTime ?? time, time);
    }
  }
  return [...rows.values()];
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

const NOTHING = {
  messages: 0,
  input: 0,
  output: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  cacheRead: 0,
  webSearches: 0,
  cost: 0,
  unfinalized: 0,
  unfinalizedOutput: 0,
};
