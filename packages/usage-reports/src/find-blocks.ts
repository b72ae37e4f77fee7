import type { UsageRow } from './usage-row.ts';

/** Rows of one billing block, or the time without any between two blocks. Milliseconds since 1970. */
export interface Block {
  readonly start: number;
  /** A block lasts its full length, whatever happens in it; a gap lasts until the next message. */
  readonly end: number;
  readonly isGap: boolean;
  /** In the order of their time; empty in a gap. */
  readonly rows: readonly UsageRow[];
  /** The first and the last message; undefined in a gap. */
  readonly activity: { readonly first: number; readonly last: number } | undefined;
}

const HOUR = 3_600_000;

/**
 * Cuts rows into billing blocks. A block begins at the full hour (UTC) of its first message; a
 * message more than a block's length after that hour, or after the message before it, begins the
 * next one. Where two messages lie farther apart than that, a gap stands between the blocks, from a
 * block's length after the earlier one to the later one.
 *
 * @param length - Of a block, in milliseconds.
 * @returns Blocks and gaps, oldest first.
 */
export function findBlocks(rows: readonly UsageRow[], length: number): Block[] {
  const sorted = [...rows].sort((a, b) => a.time - b.time);
  const blocks: Block[] = [];
  let open: OpenBlock | undefined;
  for (const row of sorted) {
    const { time, lastTime = time } = row;
    if (open && (time - open.start > length || time - open.last > length)) {
      blocks.push(close(open, length));
      if (time - open.last > length) blocks.push(gap(open.last + length, time));
      open = undefined;
    }
    open ??= { start: Math.floor(time / HOUR) * HOUR, rows: [], first: time, last: lastTime };
    open.rows.push(row);
    open.last = Math.max(open.last, lastTime);
  }
  if (open) blocks.push(close(open, length));
  return blocks;
}

interface OpenBlock {
  readonly start: number;
  readonly first: number;
  readonly rows: UsageRow[];
  last: number;
}

function close({ start, rows, first, last }: OpenBlock, length: number): Block {
  return { start, end: start + length, isGap: false, rows, activity: { first, last } };
}

function gap(start: number, end: number): Block {
  return { start, end, isGap: true, rows: [], activity: undefined };
}
