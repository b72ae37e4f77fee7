import { isObject, type JsonObject } from '@cco/jsonl-parse';
import type { Counters, MessageAttributes, MessagePart } from './message-part.ts';
import { storedJson, storedText } from './stored-text.ts';
import { timeOf } from './time-of.ts';

/** Receives what a record tells. */
export interface UsageHandlers {
  onPart(part: MessagePart): void;
  /** Gives a `cwd` when it is another folder than the one that the file belongs to, else null. */
  otherFolder(cwd: unknown): string | null;
  /** A counter that is no count; the others of the record are taken. */
  onInvalid(message: string): void;
}

/** More than any request has; a larger number is damage, and sums would lose exactness. */
const LARGEST_COUNT = 1e12;
const LARGEST_COST = 1e6;

/**
 * Takes the API messages out of one transcript record: that of an `assistant` record, that of a
 * subagent which an `agent_progress` record shows, and those of its advisor. Records without
 * usage, of models that Claude Code made up (`<synthetic>`), and with nothing but zeros give none.
 */
export function readUsageLine(record: JsonObject, handlers: UsageHandlers): void {
  if (record['type'] === 'assistant') {
    const rank = record['isSidechain'] === true ? 1 : 0;
    readMessage(record, text(record['agentId']), text(record['sessionId']), rank, handlers);
  } else if (record['type'] === 'progress') {
    const data = record['data'];
    if (!isObject(data) || data['type'] !== 'agent_progress') return;
    const inner = data['message'];
    if (!isObject(inner) || inner['type'] !== 'assistant') return;
    const { timestamp, cwd } = record;
    const placed = { timestamp, cwd, ...inner };
    const agent = text(data['agentId']) ?? text(record['agentId']);
    readMessage(placed, agent, text(record['sessionId']), 2, handlers);
  }
}

function readMessage(
  record: JsonObject,
  agentId: string | null,
  sessionId: string | null,
  rank: number,
  handlers: UsageHandlers,
): void {
  const message = record['message'];
  if (!isObject(message)) return;
  const usage = message['usage'];
  const model = text(message['model']) ?? '';
  if (!isObject(usage) || model === '<synthetic>') return;
  const time = timeOf(record['timestamp']);
  // As the database keeps it, so that it is found there.
  const key = storedText(keyOf(record, message, sessionId, agentId));
  const part = (
    attributes: MessageAttributes,
    counters: Counters,
    ownKey: string,
  ): MessagePart => ({
    key: ownKey,
    rank,
    lineTime: time,
    time,
    forked: record['forkedFrom'] ? 1 : 0,
    attributes: attributesText(attributes),
    input: counters.input,
    output: counters.output,
    cacheWrite: counters.cacheWrite,
    cacheWrite5m: counters.cacheWrite5m,
    cacheWrite1h: counters.cacheWrite1h,
    cacheRead: counters.cacheRead,
    webSearches: counters.webSearches,
    cost: counters.cost,
    final: counters.final,
  });
  const attributes: MessageAttributes = {
    model,
    speed: text(usage['speed']),
    serviceTier: text(usage['service_tier']),
    inferenceGeo: text(usage['inference_geo']),
    agentId,
    agent: text(record['attributionAgent']),
    skill: text(record['attributionSkill']),
    mcpServer: text(record['attributionMcpServer']),
    cwd: handlers.otherFolder(record['cwd']),
  };
  const final = typeof message['stop_reason'] === 'string' ? 1 : 0;
  const counters = countersOf(usage, costOf(record['costUSD']), final, handlers.onInvalid);
  if (!isZero(counters)) handlers.onPart(part(attributes, counters, key));

  for (const iteration of advisorIterations(usage)) {
    const own = countersOf(iteration, null, 1, handlers.onInvalid);
    const advisor = { ...attributes, model: text(iteration['model']) ?? '' };
    const ownKey = `${key}\n${storedJson([advisor.model, own])}`;
    if (!isZero(own)) handlers.onPart(part(advisor, own, ownKey));
  }
}

let lastAttributes: MessageAttributes | undefined;
let lastText = '';

/** Most lines have the attributes of the line before. */
function attributesText(attributes: MessageAttributes): string {
  const last = lastAttributes;
  const isSame =
    last !== undefined &&
    last.model === attributes.model &&
    last.speed === attributes.speed &&
    last.serviceTier === attributes.serviceTier &&
    last.inferenceGeo === attributes.inferenceGeo &&
    last.agentId === attributes.agentId &&
    last.agent === attributes.agent &&
    last.skill === attributes.skill &&
    last.mcpServer === attributes.mcpServer &&
    last.cwd === attributes.cwd;
  if (!isSame) {
    lastAttributes = attributes;
    lastText = storedJson(attributes);
  }
  return lastText;
}

/**
 * Names a message so that its lines, wherever they are repeated, have one name. Ids of other
 * back-ends are not unique: without a request id they hold only within a session and agent.
 */
function keyOf(
  record: JsonObject,
  message: JsonObject,
  sessionId: string | null,
  agentId: string | null,
): string {
  const id = text(message['id']);
  const requestId = text(record['requestId']);
  if (id === null) return `uuid\n${text(record['uuid']) ?? ''}`;
  return requestId === null
    ? `${id}\n\n${sessionId ?? ''}\n${agentId ?? ''}`
    : `${id}\n${requestId}`;
}

function countersOf(
  usage: JsonObject,
  cost: number | null,
  final: number,
  onInvalid: (message: string) => void,
): Counters {
  const count = (from: JsonObject, name: string): number => {
    const value = from[name];
    if (value === undefined || value === null) return 0;
    if (isCount(value)) return value;
    onInvalid(`${name} is not a count`);
    return 0;
  };
  const split = isObject(usage['cache_creation']) ? usage['cache_creation'] : {};
  const tools = isObject(usage['server_tool_use']) ? usage['server_tool_use'] : {};
  return {
    input: count(usage, 'input_tokens'),
    output: count(usage, 'output_tokens'),
    cacheWrite: count(usage, 'cache_creation_input_tokens'),
    cacheWrite5m: count(split, 'ephemeral_5m_input_tokens'),
    cacheWrite1h: count(split, 'ephemeral_1h_input_tokens'),
    cacheRead: count(usage, 'cache_read_input_tokens'),
    webSearches: count(tools, 'web_search_requests'),
    cost,
    final,
  };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_COUNT;
}

function isZero(counters: Counters): boolean {
  const { input, output, cacheWrite, cacheWrite5m, cacheWrite1h, cacheRead, webSearches } =
    counters;
  return input + output + cacheWrite + cacheWrite5m + cacheWrite1h + cacheRead + webSearches === 0;
}

function advisorIterations(usage: JsonObject): JsonObject[] {
  const iterations = usage['iterations'];
  if (!Array.isArray(iterations)) return [];
  return iterations.filter(
    (iteration): iteration is JsonObject =>
      isObject(iteration) &&
      iteration['type'] === 'advisor_message' &&
      text(iteration['model']) !== null,
  );
}

function costOf(value: unknown): number | null {
  const isCost = typeof value === 'number' && value >= 0 && value <= LARGEST_COST;
  return isCost ? Math.round(value * 1e9) : null;
}

/** An empty text is as good as none. */
function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
