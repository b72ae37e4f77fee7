import { contentBlocks, isObject, type JsonObject } from '@cco/jsonl-parse';
import { withoutSecrets } from '@cco/secrets';
import { oneLine } from '@cco/terminal';

/** How texts begin that Claude Code writes in the user's name. */
const WRAPPERS = [
  '<command-name>',
  '<command-message>',
  '<command-args>',
  '<local-command-stdout>',
  '<local-command-stderr>',
  '<local-command-caveat>',
  'Caveat:',
  '[Request interrupted by user',
  '<task-notification>',
  '<bash-input>',
  '<bash-stdout>',
  '<bash-stderr>',
  '<ide_opened_file>',
  '<ide_selection>',
  '<system-reminder>',
  '<teammate-message>',
  'This session is being continued from a previous conversation',
];

/** Longest preview that is kept, in characters; titles and prompts can be pages. */
const LONGEST = 200;

/**
 * Gives what a human typed, when the record is that: a `user` record that is neither meta, nor of
 * a subagent or team mate, nor a compaction's summary, nor a tool's result, nor written by Claude
 * Code itself in the user's name.
 */
export function humanPrompt(record: JsonObject): string | undefined {
  if (record['type'] !== 'user' || record['isMeta'] === true) return undefined;
  if (record['isSidechain'] === true || record['isCompactSummary'] === true) return undefined;
  if (record['teamName']) return undefined;
  const origin = isObject(record['origin']) ? record['origin']['kind'] : undefined;
  if (origin !== undefined && origin !== 'human') return undefined;
  const blocks = contentBlocks(record['message']);
  if (blocks.some((block) => block.type === 'tool_result')) return undefined;
  for (const { type, text } of blocks) {
    if (type !== 'text' || typeof text !== 'string') continue;
    const prompt = text.trim();
    if (prompt !== '' && !WRAPPERS.some((wrapper) => prompt.startsWith(wrapper))) return text;
  }
  return undefined;
}

/**
 * Makes a preview of a prompt or title: one line, without tags, `@`-mentions of files, secrets, and
 * control sequences, at most 200 characters.
 *
 * @example
 * previewOf('Look at @src/a.ts\n<b>please</b>'); // 'Look at please'
 */
export function previewOf(text: string): string {
  const plain = text
    .slice(0, LONGEST * 20)
    .replace(/<\/?[A-Za-z][^<>]*>/g, ' ')
    .replace(/(^|\s)@[^\s@]+/g, '$1');
  return [...withoutSecrets(oneLine(plain))].slice(0, LONGEST).join('').trim();
}
