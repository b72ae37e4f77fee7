import * as z from 'zod/mini';
import type { Checked } from './checked.ts';
import { describeIssue } from './describe-issue.ts';
import { parseObject } from './json-object.ts';
import { text } from './record-envelope.ts';

const customTitleFile = z.looseObject({
  customTitle: z.string(),
  /** Who gave the title: `user`. */
  by: text,
  /** ISO 8601, UTC. */
  at: text,
});

/** The file `<session>/custom-title.json` beside a transcript; fields that are not listed are kept. */
export type CustomTitleFile = z.infer<typeof customTitleFile>;

/**
 * Checks the content of a `custom-title.json`, which Claude Code writes besides the `custom-title`
 * record when a session is renamed.
 *
 * @example
 * parseCustomTitleFile('{"customTitle":"Cart","by":"user"}');
 * // { ok: true, value: { customTitle: 'Cart', by: 'user' } }
 */
export function parseCustomTitleFile(content: string): Checked<CustomTitleFile> {
  const record = parseObject(content);
  if (!record) return { ok: false, message: 'not a JSON object' };
  const result = customTitleFile.safeParse(record);
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, message: describeIssue(result.error.issues[0]) };
}
