import { isObject, type JsonObject } from '@cco/jsonl-parse';
import { inputText } from './call-input.ts';
import { timeOf } from './time-of.ts';

/** A tool call as one record shows it. Plain data. */
export interface CallPart {
  /** Id that its result names. */
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly time: number | null;
  readonly tool: string;
  /** The tool's input without the contents of files, as JSON; see {@link inputText}. */
  readonly input: string;
  /** Something was left out of the input. */
  readonly isCut: boolean;
  readonly cwd: string | null;
  /** Id of the subagent that made the call. */
  readonly agentId: string | null;
  /** 0: a line of a conversation; 1: a line of a subagent; 2: a report of a subagent's progress. */
  readonly rank: number;
}

/** Lists the tool calls of an `assistant` record, or of one that a subagent's progress shows. */
export function callsOf(record: JsonObject): CallPart[] {
  if (record['type'] === 'assistant') {
    const rank = record['isSidechain'] === true ? 1 : 0;
    return blocksOf(record, { envelope: record, rank, agentId: record['agentId'] });
  }
  const data = record['type'] === 'progress' ? record['data'] : undefined;
  if (!isObject(data) || data['type'] !== 'agent_progress') return [];
  const inner = data['message'];
  if (!isObject(inner) || inner['type'] !== 'assistant') return [];
  const agentId = text(data['agentId']) ?? record['agentId'];
  return blocksOf(inner, { envelope: record, rank: 2, agentId });
}

interface Frame {
  readonly envelope: JsonObject;
  readonly rank: number;
  readonly agentId: unknown;
}

function blocksOf(record: JsonObject, { envelope, rank, agentId }: Frame): CallPart[] {
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
    const { text: input, isCut } = inputText(block['input']);
    calls.push({
      id,
      time: timeOf(record['timestamp'] ?? envelope['timestamp']),
      tool,
      input,
      isCut,
      cwd: text(record['cwd'] ?? envelope['cwd']),
      agentId: text(agentId),
      rank,
    });
  }
  return calls;
}

/** An empty text is as good as none. */
function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
