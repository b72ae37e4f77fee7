import { isObject, type JsonObject } from '@cco/jsonl-parse';

/** A tool call as one record shows it. Plain data. */
export interface CallPart {
  /** Id that its result names. */
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly time: number | null;
  readonly tool: string;
  /** The tool's input without the contents of files, see {@link withoutContents}. */
  readonly input: unknown;
  /** Something was left out of the input. */
  readonly isCut: boolean;
  readonly cwd: string | null;
  /** Id of the subagent that made the call. */
  readonly agentId: string | null;
  /** 0: a line of a conversation; 1: a line of a subagent; 2: a report of a subagent's progress. */
  readonly rank: number;
}

/**
 * Lists the tool calls of an `assistant` record, or of one that a subagent's progress shows.
 *
 * @param decode - Applied to texts of the input. @default they are taken as they are
 */
export function callsOf(record: JsonObject, decode?: (text: string) => string): CallPart[] {
  if (record['type'] === 'assistant') {
    const rank = record['isSidechain'] === true ? 1 : 0;
    return blocksOf(record, { envelope: record, rank, agentId: record['agentId'], decode });
  }
  const data = record['type'] === 'progress' ? record['data'] : undefined;
  if (!isObject(data) || data['type'] !== 'agent_progress') return [];
  const inner = data['message'];
  if (!isObject(inner) || inner['type'] !== 'assistant') return [];
  const agentId = text(data['agentId']) ?? record['agentId'];
  return blocksOf(inner, { envelope: record, rank: 2, agentId, decode });
}

interface Frame {
  readonly envelope: JsonObject;
  readonly rank: number;
  readonly agentId: unknown;
  readonly decode: ((text: string) => string) | undefined;
}

function blocksOf(record: JsonObject, { envelope, rank, agentId, decode }: Frame): CallPart[] {
  const message = record['message'];
  const content = isObject(message) ? message['content'] : undefined;
  if (!Array.isArray(content)) return [];
  const calls: CallPart[] = [];
  for (const block of content as unknown[]) {
    if (!isObject(block)) continue;
    const { type } = block;
    if (type !== 'tool_use' && type !== 'server_tool_use') continue;
    const id = text(block['id']);
    const tool = text(block['name']);
    if (id === null || tool === null) continue;
    const { input, isCut } = withoutContents(block['input'], decode);
    calls.push({
      id,
      time: timeOf(record['timestamp'] ?? envelope['timestamp']),
      tool: decode ? decode(tool) : tool,
      input,
      isCut,
      cwd: text(record['cwd'] ?? envelope['cwd']),
      agentId: text(agentId),
      rank,
    });
  }
  return calls;
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
 *
 * @param decode - Applied to each text. @default texts are taken as they are
 */
export function withoutContents(
  input: unknown,
  decode: (text: string) => string = (text) => text,
): { input: unknown; isCut: boolean } {
  let isCut = false;
  const reduce = (value: unknown, depth: number, longest: number): unknown => {
    if (typeof value === 'string') {
      const whole = decode(value);
      if (whole.length <= longest) return whole;
      isCut = true;
      return whole.slice(0, longest);
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
        kept[decode(key)] = reduce(item, depth + 1, own);
      }
    }
    return kept;
  };
  return { input: reduce(input, 0, LONGEST_TEXT), isCut };
}

function timeOf(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** An empty text is as good as none. */
function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
