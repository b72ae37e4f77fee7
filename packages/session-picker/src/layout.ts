import type { Size } from '@cco/terminal-screen';

/** How many rows each part of the screen has, from its top to its bottom. */
export interface Layout {
  readonly query: number;
  readonly status: number;
  readonly list: number;
  /** The line between list and preview. */
  readonly rule: number;
  readonly preview: number;
  readonly keys: number;
}

/** Below it there is no preview, below the next no line of keys, then no status. */
const ROWS_FOR_PREVIEW = 10;
const ROWS_FOR_KEYS = 5;
const ROWS_FOR_STATUS = 3;
const LIST_SHARE = 0.4;
const LEAST_LIST = 3;

/** Divides the rows of a screen. */
export function layoutOf({ rows }: Size): Layout {
  const query = Math.min(1, Math.max(0, rows));
  const status = rows >= ROWS_FOR_STATUS ? 1 : 0;
  const keys = rows >= ROWS_FOR_KEYS ? 1 : 0;
  const rest = Math.max(0, rows - query - status - keys);
  if (rows < ROWS_FOR_PREVIEW) return { query, status, list: rest, rule: 0, preview: 0, keys };
  const list = Math.max(LEAST_LIST, Math.floor(rest * LIST_SHARE));
  return { query, status, list, rule: 1, preview: rest - list - 1, keys };
}
