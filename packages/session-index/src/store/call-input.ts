import type { JsonObject } from '@cco/jsonl-parse';

/** An input that was not parsed: as it stands in the line, with nothing in it to leave out. */
export class PlainInput {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/** Gives the input of a tool call without the contents of files, as JSON, and whether that cut it. */
export function inputText(input: unknown): { readonly text: string; readonly isCut: boolean } {
  if (input instanceof PlainInput) return { text: input.json, isCut: false };
  const { input: kept, isCut } = withoutContents(input);
  return { text: JSON.stringify(kept) ?? 'null', isCut };
}

/** What tools write into files, or replace there. */
const CONTENTS = new Set([
  'content',
  'contents',
  'file_text',
  'insert_text',
  'new_source',
  'new_str',
  'new_string',
  'old_str',
  'old_string',
]);
/** What decides what a call did is kept longer than what only describes it. */
const LONGEST_COMMAND = 8192;
const LONGEST_TEXT = 1024;
const COMMANDS = new Set(['command', 'code', 'script', 'url']);
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
    const kept: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (CONTENTS.has(key)) isCut = true;
      else {
        const own = COMMANDS.has(key) ? LONGEST_COMMAND : LONGEST_TEXT;
        kept[key] = reduce(item, depth + 1, own);
      }
    }
    return kept;
  };
  return { input: reduce(input, 0, LONGEST_TEXT), isCut };
}

const CONTENT_KEY = new RegExp(`"(?:${[...CONTENTS].join('|')})"\\s*:`);

/**
 * Tells from the JSON of an input that nothing of it has to be left out: most inputs are a few short
 * texts. Those with lists, objects or a brace in a text are left to {@link inputText}.
 */
export function isPlainInput(text: string): boolean {
  if (text.length > LONGEST_TEXT || !FLAT.test(text)) return false;
  return !CONTENT_KEY.test(text) && !text.includes('\\u');
}

/** One object in which none begins, nor a list. */
const FLAT = /^\{[^[{]*$/;
