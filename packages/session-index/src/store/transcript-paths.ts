import { EACH } from '@cco/jsonl-parse';
import { COMMAND_KEYS, CONTENT_KEYS } from './call-input.ts';

const MESSAGE = ['message'];
const USAGE = ['message', 'usage'];
const BLOCK = ['message', 'content', EACH];
/** What the store looks for in records. A block ends behind its fields. */
const PATHS = {
  type: ['type'],
  cwd: ['cwd'],
  timestamp: ['timestamp'],
  uuid: ['uuid'],
  toolDenialKind: ['toolDenialKind'],
  dataType: ['data', 'type'],
  dataAgentId: ['data', 'agentId'],
  dataMessage: ['data', 'message'],
  isSidechain: ['isSidechain'],
  agentId: ['agentId'],
  sessionId: ['sessionId'],
  requestId: ['requestId'],
  forkedFrom: ['forkedFrom'],
  costUSD: ['costUSD'],
  attributionAgent: ['attributionAgent'],
  attributionSkill: ['attributionSkill'],
  attributionMcpServer: ['attributionMcpServer'],
  messageId: [...MESSAGE, 'id'],
  model: [...MESSAGE, 'model'],
  stopReason: [...MESSAGE, 'stop_reason'],
  usage: USAGE,
  inputTokens: [...USAGE, 'input_tokens'],
  outputTokens: [...USAGE, 'output_tokens'],
  cacheWrite: [...USAGE, 'cache_creation_input_tokens'],
  cacheRead: [...USAGE, 'cache_read_input_tokens'],
  cacheWrite5m: [...USAGE, 'cache_creation', 'ephemeral_5m_input_tokens'],
  cacheWrite1h: [...USAGE, 'cache_creation', 'ephemeral_1h_input_tokens'],
  webSearches: [...USAGE, 'server_tool_use', 'web_search_requests'],
  speed: [...USAGE, 'speed'],
  serviceTier: [...USAGE, 'service_tier'],
  inferenceGeo: [...USAGE, 'inference_geo'],
  iterations: [...USAGE, 'iterations'],
  iterationType: [...USAGE, 'iterations', EACH, 'type'],
  blockType: [...BLOCK, 'type'],
  blockId: [...BLOCK, 'id'],
  blockName: [...BLOCK, 'name'],
  blockInput: [...BLOCK, 'input'],
  blockResultOf: [...BLOCK, 'tool_use_id'],
  blockIsError: [...BLOCK, 'is_error'],
  blockContent: [...BLOCK, 'content'],
  block: BLOCK,
} as const satisfies Record<string, readonly string[]>;
const NAMES = Object.keys(PATHS);
/**
 * The number of each path, as `assembly/collector/value-names.ts` has them from 1. Commands and contents of
 * files in a block's input come behind all others.
 */
export const AT = {
  ...(Object.fromEntries(NAMES.map((name, index) => [name, index])) as Record<
    keyof typeof PATHS,
    number
  >),
  commands: NAMES.length,
  contents: NAMES.length + COMMAND_KEYS.length,
};
/** All paths. */
export const ALL_PATHS: readonly (readonly string[])[] = [
  ...Object.values(PATHS),
  ...[...COMMAND_KEYS, ...CONTENT_KEYS].map((key) => [...PATHS.blockInput, key]),
];
