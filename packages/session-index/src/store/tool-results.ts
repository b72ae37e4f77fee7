import { contentBlocks, isObject, type JsonObject } from '@cco/jsonl-parse';

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

/** Lists the results in a user's record. */
export function toolResultsOf({ type, message, toolDenialKind }: JsonObject): ToolResult[] {
  const content = type === 'user' && isObject(message) ? message['content'] : undefined;
  const results: ToolResult[] = [];
  if (!Array.isArray(content)) return results;
  for (const block of content as unknown[]) {
    if (!isObject(block) || block['type'] !== 'tool_result') continue;
    const id = block['tool_use_id'];
    if (typeof id !== 'string' || id === '') continue;
    if (block['is_error'] !== true) results.push({ id, outcome: 'ok', exitCode: undefined });
    else results.push(failureOf(id, beginningOf(block), typeof toolDenialKind === 'string'));
  }
  return results;
}

function failureOf(id: string, text: string, isDenied: boolean): ToolResult {
  const code = EXIT_CODE.exec(text)?.[1];
  return {
    id,
    outcome: isDenied || DENIED.test(text) ? 'denied' : 'failed',
    exitCode: code === undefined ? undefined : Number(code),
  };
}

const EXIT_CODE = /^\s*(?:Error: )?Exit code (\d{1,9})\b/;
const DENIED =
  /^\s*(?:The user doesn't want to |The user rejected |\[Request interrupted by user|Permission to use .{1,200} has been denied|Permission for this action has been denied)/;

/** The first text of a result is enough to tell its kind. */
function beginningOf(block: JsonObject): string {
  const [first] = contentBlocks(block);
  return isObject(first) && typeof first['text'] === 'string' ? first['text'].slice(0, 400) : '';
}
