/** Gives the input of a tool call without the contents of files, as JSON, and whether that cut it. */
export function inputText(input: unknown): { readonly text: string; readonly isCut: boolean } {
  const { input: kept, isCut } = withoutContents(input);
  return { text: JSON.stringify(kept) ?? 'null', isCut };
}

/** What tools write into files, or replace there. */
export const CONTENT_KEYS = [
  'content',
  'contents',
  'file_text',
  'insert_text',
  'new_source',
  'new_str',
  'new_string',
  'old_str',
  'old_string',
] as const;
const CONTENTS: ReadonlySet<string> = new Set(CONTENT_KEYS);
/** What decides what a call did is kept longer than what only describes it. */
const LONGEST_COMMAND = 8192;
const LONGEST_TEXT = 1024;
export const COMMAND_KEYS = ['command', 'code', 'script', 'url'] as const;
const COMMANDS: ReadonlySet<string> = new Set(COMMAND_KEYS);
const DEEPEST = 8;
const MOST_ITEMS = 50;

/**
 * Leaves the contents of files out of a tool's input, and shortens what is long: commands to 8192
 * characters, other texts to 1024, lists to 50 items.
 */
function withoutContents(input: unknown): { input: unknown; isCut: boolean } {
  let isCut = false;
  const reduce = (value: unknown, depth: number, longest: number): unknown => {
    if (typeof value === 'string') {
      if (value.length <= longest) return value;
      isCut = true;
      return value.slice(0, longest);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) {
      isCut = true;
      return null;
    }
    if (Array.isArray(value)) {
      if (value.length > MOST_ITEMS) isCut = true;
      return value.slice(0, MOST_ITEMS).map((item) => reduce(item, depth + 1, longest));
    }
    const entries = Object.entries(value);
    const kept = entries.filter(([key]) => !CONTENTS.has(key));
    if (kept.length < entries.length) isCut = true;
    return Object.fromEntries(
      kept.map(([key, item]) => {
        const own = COMMANDS.has(key) ? LONGEST_COMMAND : LONGEST_TEXT;
        return [key, reduce(item, depth + 1, own)];
      }),
    );
  };
  return { input: reduce(input, 0, LONGEST_TEXT), isCut };
}
