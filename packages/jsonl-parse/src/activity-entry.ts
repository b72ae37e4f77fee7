import * as z from 'zod/mini';
import type { Checked } from './checked.ts';
import { describeIssue } from './describe-issue.ts';
import type { JsonObject } from './json-object.ts';

const count = z.number().check(z.nonnegative());

/**
 * One line of an activity log: a tool call as the session-logger hook saw it. Fields that are not
 * listed are kept.
 */
export const activityEntrySchema = z.looseObject({
  /** UTC, `2026-01-14T15:30:00Z`. */
  timestamp: z.string(),
  session_id: z.optional(z.string()),
  tool: z.optional(z.string()),
  file: z.optional(z.string()),
  /** The first 200 bytes of a shell command. */
  command: z.optional(z.string()),
  project: z.optional(z.string()),
  /** Estimates, 4 characters a token. */
  tokens: z.optional(z.looseObject({ input: count, output: count, total: count })),
  /** Of a failed shell command. */
  exit_code: z.optional(z.number()),
  error: z.optional(z.string()),
  url: z.optional(z.string()),
  agent_id: z.optional(z.string()),
  tool_use_id: z.optional(z.string()),
  duration_ms: z.optional(z.number()),
});

/** One line of an activity log. */
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

/**
 * Checks that a record is an activity entry: it needs a `timestamp`, and no known field of the
 * wrong type. `null` stands for an absent field.
 *
 * @example
 * parseActivityEntry({ timestamp: '2026-01-14T15:30:00Z', tool: 7 });
 * // { ok: false, message: 'tool: expected string' }
 */
export function parseActivityEntry(record: JsonObject): Checked<ActivityEntry> {
  const result = activityEntrySchema.safeParse(withoutNulls(record));
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, message: describeIssue(result.error.issues[0]) };
}

/** Copies only when there is something to leave out: this runs once a line. */
function withoutNulls(record: JsonObject): JsonObject {
  for (const key in record) {
    if (record[key] === null) {
      return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
    }
  }
  return record;
}
