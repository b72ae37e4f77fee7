import { contentBlocks, isObject, type JsonObject } from '@cco/jsonl-parse';
import { startsWith } from './line-kind.ts';

/** How a tool call ended. `denied`: the user or a rule did not let it run. */
export type CallOutcome = 'ok' | 'failed' | 'denied';

/** What a user's record says of a tool call. */
export interface ToolResult {
  /** Id of the call. */
  readonly id: string;
  readonly outcome: CallOutcome;
  /** Exit code of a command that failed, as far as the result tells it. */
  readonly exitCode: number | undefined;
}

/**
 * Takes the results out of the raw bytes of a user's record when all of them are fine, which most
 * are: then the long text of the results need not be parsed. In a string a quote is escaped, so
 * what begins like an object is one, or a text that ends with a brace.
 *
 * @returns The ids of the calls; undefined when the record has to be parsed.
 */
export function skimResults(bytes: Buffer, start: number, end: number): string[] | undefined {
  const line = bytes.subarray(start, end);
  // Behind the message stands a copy of the result in another form, often longer.
  const copyAt = line.indexOf(COPY);
  if (copyAt !== -1 && line.indexOf(NEXT_RECORD, copyAt) !== -1) return undefined;
  const message = copyAt === -1 ? line : line.subarray(0, copyAt);
  for (let at = message.indexOf(IS_ERROR); at !== -1; at = message.indexOf(IS_ERROR, at + 1)) {
    if (!startsWith(message, at, NO_ERROR)) return undefined;
  }
  const ids: string[] = [];
  for (let at = message.indexOf(OBJECT, 1); at !== -1; at = message.indexOf(OBJECT, at + 1)) {
    const head = HEADS.find((one) => startsWith(message, at, one));
    if (head !== undefined) {
      const from = at + head.length;
      const id = message.toString('latin1', from, message.indexOf(QUOTE, from));
      if (!PLAIN_ID.test(id)) return undefined;
      ids.push(id);
    } else if (!HARMLESS.some((one) => startsWith(message, at, one))) return undefined;
  }
  return ids;
}

const QUOTE = 0x22;
const OBJECT = Buffer.from('{"');
const COPY = Buffer.from('},"toolUseResult"');
/** Two records on one line. */
const NEXT_RECORD = Buffer.from('}{"');
const IS_ERROR = Buffer.from('"is_error"');
const NO_ERROR = Buffer.from('"is_error":false');
/** How a result begins. */
const HEADS = ['{"tool_use_id":"', '{"type":"tool_result","tool_use_id":"'].map((head) =>
  Buffer.from(head),
);
/** What else stands in such a record. */
const HARMLESS = ['{"role":"user"', '{"type":"text"', '{"type":"image"', '{"type":"base64"'].map(
  (head) => Buffer.from(head),
);
const PLAIN_ID = /^[\w.:-]+$/;

/** Lists the results in a user's record. */
export function toolResultsOf(record: JsonObject): ToolResult[] {
  if (record['type'] !== 'user') return [];
  const isDenied = typeof record['toolDenialKind'] === 'string';
  return contentBlocks(record['message']).flatMap((block): ToolResult[] => {
    const { type, tool_use_id: id, is_error: isError } = block;
    if (type !== 'tool_result' || typeof id !== 'string' || id === '') return [];
    if (isError !== true) return [{ id, outcome: 'ok', exitCode: undefined }];
    const text = beginningOf(block);
    const outcome = isDenied || DENIED.test(text) ? 'denied' : 'failed';
    const code = EXIT_CODE.exec(text)?.[1];
    return [{ id, outcome, exitCode: code === undefined ? undefined : Number(code) }];
  });
}

const EXIT_CODE = /^\s*(?:Error: )?Exit code (\d{1,9})\b/;
const DENIED =
  /^\s*(?:The user doesn't want to |The user rejected |\[Request interrupted by user|Permission to use .{1,200} has been denied|Permission for this action has been denied)/;

/** The first text of a result is enough to tell its kind. */
function beginningOf(block: JsonObject): string {
  const [first] = contentBlocks(block);
  return isObject(first) && typeof first['text'] === 'string' ? first['text'].slice(0, 400) : '';
}
