import type { JsonObject, ValueScanner } from '@cco/jsonl-parse';
import { createTranscriptScanner } from './line-collector.ts';
import { ALL_PATHS, AT } from './transcript-paths.ts';

/** Reads of lines only what the store wants. */
export interface RecordReducer {
  /**
   * Reads a line. Of answers, results and subagents' progress the record has what `callsOf`,
   * `toolResultsOf` and `readUsageLine` look at. Of other records nothing is left.
   *
   * @returns undefined when the record has to be parsed whole, or cannot be.
   */
  reduce(bytes: Buffer, start: number, end: number): JsonObject | undefined;
  /** Gives the `cwd` of the last record. */
  folder(): unknown;
  /** Gives the `sessionId` of the last record. */
  session(): unknown;
  /** Gives the `timestamp` of the last record. */
  time(): unknown;
}

/** Records of which more is wanted. They are short or rare; the last three are spelt with escapes. */
const WANTED_WHOLE = new Set<unknown>([
  'custom-title',
  'ai-title',
  'summary',
  'relocated',
  'worktree-state',
  'cost-state',
  'assistant',
  'user',
  'progress',
]);

/** Makes a reducer for the lines of any number of files, on a scanner of {@link ALL_PATHS}. */
export function createRecordReducer(
  scanner: ValueScanner = createTranscriptScanner(),
): RecordReducer {
  /** By path, which of the found values it leads to. */
  const found = new Int32Array(ALL_PATHS.length);

  const value = (path: number): unknown => {
    const index = found[path] as number;
    return index === -1 ? undefined : scanner.value(index);
  };

  const isText = (path: number, text: string): boolean => {
    const index = found[path] as number;
    return index !== -1 && scanner.isText(index, text);
  };

  /** Lists what `take` makes of the blocks; it finds the values of each. */
  const blocks = (take: () => JsonObject | undefined): JsonObject[] => {
    const taken: JsonObject[] = [];
    const count = scanner.count();
    for (let index = 0; index < count; index++) {
      const path = scanner.path(index);
      if (path === AT.block) {
        const block = take();
        if (block) taken.push(block);
        found.fill(-1, AT.blockType);
      } else if (path >= AT.blockType) found[path] = index;
    }
    return taken;
  };

  const call = (): JsonObject | undefined => {
    const type = value(AT.blockType);
    if (type !== 'tool_use' && type !== 'server_tool_use') return undefined;
    const id = value(AT.blockId);
    const name = value(AT.blockName);
    return { type, id, name, input: value(AT.blockInput) };
  };

  const usage = (): JsonObject | undefined => {
    const index = found[AT.usage] as number;
    if (index === -1 || !scanner.isObject(index)) return undefined;
    return {
      input_tokens: value(AT.inputTokens),
      output_tokens: value(AT.outputTokens),
      cache_creation_input_tokens: value(AT.cacheWrite),
      cache_read_input_tokens: value(AT.cacheRead),
      cache_creation: {
        ephemeral_5m_input_tokens: value(AT.cacheWrite5m),
        ephemeral_1h_input_tokens: value(AT.cacheWrite1h),
      },
      server_tool_use: { web_search_requests: value(AT.webSearches) },
      speed: value(AT.speed),
      service_tier: value(AT.serviceTier),
      inference_geo: value(AT.inferenceGeo),
      iterations: value(AT.iterations),
    };
  };

  const answer = (): JsonObject => ({
    type: 'assistant',
    cwd: value(AT.cwd),
    isSidechain: value(AT.isSidechain),
    agentId: value(AT.agentId),
    sessionId: value(AT.sessionId),
    timestamp: value(AT.timestamp),
    requestId: value(AT.requestId),
    uuid: value(AT.uuid),
    forkedFrom: value(AT.forkedFrom),
    costUSD: value(AT.costUSD),
    attributionAgent: value(AT.attributionAgent),
    attributionSkill: value(AT.attributionSkill),
    attributionMcpServer: value(AT.attributionMcpServer),
    message: {
      id: value(AT.messageId),
      model: value(AT.model),
      stop_reason: value(AT.stopReason),
      usage: usage(),
      content: blocks(call),
    },
  });

  const result = (): JsonObject | undefined => {
    if (value(AT.blockType) !== 'tool_result') return undefined;
    const id = value(AT.blockResultOf);
    // The text of a failure tells its kind.
    return value(AT.blockIsError) === true
      ? { type: 'tool_result', tool_use_id: id, is_error: true, content: value(AT.blockContent) }
      : { type: 'tool_result', tool_use_id: id };
  };

  const results = (): JsonObject => ({
    type: 'user',
    toolDenialKind: value(AT.toolDenialKind),
    message: { content: blocks(result) },
  });

  const progress = (): JsonObject => ({
    type: 'progress',
    cwd: value(AT.cwd),
    agentId: value(AT.agentId),
    sessionId: value(AT.sessionId),
    timestamp: value(AT.timestamp),
    data: {
      type: 'agent_progress',
      agentId: value(AT.dataAgentId),
      message: value(AT.dataMessage),
    },
  });

  return {
    reduce(bytes, start, end) {
      if (!scanner.scan(bytes, start, end)) return undefined;
      found.fill(-1);
      const count = scanner.count();
      for (let index = 0; index < count; index++) {
        const path = scanner.path(index);
        if (path < AT.blockType) found[path] = index;
      }
      if (isText(AT.type, 'assistant')) return answer();
      if (isText(AT.type, 'user')) return results();
      if (isText(AT.type, 'progress')) {
        return value(AT.dataType) === 'agent_progress' ? progress() : OTHER;
      }
      return WANTED_WHOLE.has(value(AT.type)) ? undefined : OTHER;
    },
    folder: () => value(AT.cwd),
    session: () => value(AT.sessionId),
    time: () => value(AT.timestamp),
  };
}

const OTHER: JsonObject = {};
