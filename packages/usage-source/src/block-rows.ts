import { QUARTER_MS, type Store } from '@cco/session-index/store';
import { readMessageRows, readUsageRows, type UsageQuery, type UsageRows } from './usage-rows.ts';

/** Usage for billing blocks. */
export interface BlockQuery extends UsageQuery {
  /** Hours that a block lasts. @default 5 */
  readonly sessionHours?: number | undefined;
}

const HOUR = 3_600_000;

/**
 * Reads usage that `blockReport` cuts into exactly the blocks of the single messages. Blocks begin
 * at full hours, so blocks of whole quarter hours end between two rows; only a message at the very
 * millisecond of an end belongs to the block before it while its row goes on. When such a row or
 * another length of blocks makes it necessary, the messages are read one by one: a block of less
 * than an hour can be over before its first message, and then each message begins another.
 */
export function readBlockRows(store: Store, query: BlockQuery = {}): UsageRows {
  const { sessionHours = 5 } = query;
  const length = sessionHours * HOUR;
  if (length < HOUR || !Number.isInteger(length / QUARTER_MS)) return readMessageRows(store, query);
  const usage = readUsageRows(store, query);
  const isCut = usage.rows.some(
    ({ time, lastTime = time }) => lastTime > time && (time - length) % HOUR === 0,
  );
  return isCut ? readMessageRows(store, query) : usage;
}
