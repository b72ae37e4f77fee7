import { createIds } from '../ids.ts';
import { mix } from '../random.ts';
import { type AssistantBlock, usage as makeUsage, type UsageFixture } from './content-blocks.ts';
import { createRequestWriters, type RequestWriters } from './request-records.ts';
import { createMetadataWriters, type MetadataWriters } from './transcript-metadata.ts';

/** A record of a transcript, or keys that replace those of one. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a transcript is about. */
export interface TranscriptOptions {
  /** For a subagent: the session of its parent. */
  readonly sessionId: string;
  readonly cwd: string;
  /** Time of the first record. */
  readonly startedAt: Date | string | number;
  /** @default '2.1.232' */
  readonly version?: string | undefined;
  /** @default 'main' */
  readonly gitBranch?: string | undefined;
  /** Model of the assistant's messages. @default 'claude-sonnet-4-6' */
  readonly model?: string | undefined;
  /** @default 'cli' */
  readonly entrypoint?: string | undefined;
  /** Makes this a subagent's transcript: its records are sidechain records with this id. */
  readonly agentId?: string | undefined;
  /** Milliseconds from one record to the next. @default 2000 */
  readonly stepMs?: number | undefined;
  /** Transcripts with different seeds have different ids. @default derived from `sessionId` */
  readonly seed?: number | undefined;
}

/** What `assistant` wrote: the ids that later records refer to. */
export interface AssistantIds {
  readonly messageId: string | undefined;
  readonly requestId: string | undefined;
  /** One for each tool call, in order. */
  readonly toolUseIds: readonly string[];
  /** One for each line. */
  readonly uuids: readonly string[];
}

/** One message of the assistant. */
export interface AssistantOptions {
  readonly blocks: readonly AssistantBlock[];
  /** Counters, the same on each line; `null` writes `"usage":null`. @default `usage()` */
  readonly usage?: Partial<UsageFixture> | null | undefined;
  /** `output_tokens` line by line where the lines disagree; the last one holds for the rest. */
  readonly outputs?: readonly number[] | undefined;
  readonly model?: string | undefined;
  /** `null` leaves the id out. @default a new id */
  readonly messageId?: string | null | undefined;
  /** `null` leaves the id out, as other back-ends do. @default a new id */
  readonly requestId?: string | null | undefined;
  /** On the last line; the lines before have `null`. @default 'tool_use' or 'end_turn' */
  readonly stopReason?: string | null | undefined;
  /** Keys for every line's record. */
  readonly fields?: Fields | undefined;
  /** Keys for every line's `message`. */
  readonly messageFields?: Fields | undefined;
}

/** The result of one tool call. */
export interface ToolResultOptions {
  readonly toolUseId: string;
  readonly content: unknown;
  /** The structured result beside the message; absent in many old files. */
  readonly toolUseResult?: unknown;
  readonly isError?: boolean | undefined;
  readonly fields?: Fields | undefined;
}

/** Appends records to a transcript; every function that writes a chain record returns its uuid. */
export interface Transcript extends MetadataWriters, RequestWriters {
  /** A user's prompt: a text, or content blocks. */
  user(content: string | readonly unknown[], fields?: Fields): string;
  /** A hidden user message (`isMeta`). */
  meta(content: string, fields?: Fields): string;
  /** One API message: a line for each block, with repeated ids and usage. */
  assistant(options: AssistantOptions): AssistantIds;
  /** A user record with one `tool_result` block. */
  toolResult(options: ToolResultOptions): string;
  /** A `system` record, such as `turn_duration` with its `durationMs`. */
  system(subtype: string, fields?: Fields): string;
  /** An `attachment` record around `attachment`. */
  attachment(attachment: Fields, fields?: Fields): string;
  /** A `progress` record around `data`, as versions 2.1.9 to 2.1.80 wrote them. */
  progress(data: Fields, toolUseId: string, fields?: Fields): string;
  /** A record with the chain envelope (uuid, parent, time, directory) and these keys. */
  chain(fields: Fields): string;
  /** Any record, as it is. */
  record(fields: Fields): void;
  /** Any text, as it is, with no line end added: torn lines, blank lines. */
  raw(text: string): void;
  /** Changes the working directory of the records that follow. */
  setCwd(cwd: string): void;
  /** Lets time pass; a negative number makes the clock go backwards. */
  wait(milliseconds: number): void;
  /** The time of the next chain record. */
  now(): Date;
  /** The whole transcript as JSONL. */
  text(): string;
}

/**
 * Creates a transcript that grows by records in the shape that Claude Code writes. The same calls
 * give the same text.
 *
 * @example
 * const transcript = createTranscript({
 *   sessionId: '11111111-1111-4111-8111-111111111111',
 *   cwd: '/home/mira/web-shop',
 *   startedAt: '2026-03-02T09:00:00Z',
 * });
 * transcript.user('Why is the cart total wrong?');
 * transcript.assistant({ blocks: [textBlock('A discount is applied twice.')] });
 * transcript.text().split('\n').length; // 3
 */
export function createTranscript(options: TranscriptOptions): Transcript {
  const { sessionId, version = '2.1.232', model = 'claude-sonnet-4-6', agentId } = options;
  const stepMs = options.stepMs ?? 2000;
  const ids = createIds(options.seed ?? seedOf(`${sessionId}/${agentId ?? ''}`));
  const parts: string[] = [];
  let clock = new Date(options.startedAt).getTime();
  let cwd = options.cwd;
  let parentUuid: string | null = null;

  const record = (fields: Fields): void => {
    parts.push(`${JSON.stringify(fields)}\n`);
  };
  const chain = (fields: Fields): string => {
    const uuid = ids.uuid();
    const line = {
      parentUuid,
      isSidechain: agentId !== undefined,
      ...(agentId === undefined ? {} : { agentId }),
      ...fields,
      uuid,
      timestamp: new Date(clock).toISOString(),
      userType: 'external',
      entrypoint: options.entrypoint ?? 'cli',
      cwd,
      sessionId,
      version,
      gitBranch: options.gitBranch ?? 'main',
      ...fields,
    };
    record(line);
    parentUuid = line.uuid;
    clock += stepMs;
    return line.uuid;
  };
  const user = (content: string | readonly unknown[], fields: Fields = {}): string =>
    chain({ promptId: ids.uuid(), type: 'user', message: { role: 'user', content }, ...fields });

  const assistant = (message: AssistantOptions): AssistantIds => {
    const messageId = orNew(message.messageId, ids.message);
    const requestId = orNew(message.requestId, ids.request);
    const blocks = message.blocks.map((block) =>
      block.type === 'tool_use' ? { ...block, id: block.id ?? ids.toolUse() } : block,
    );
    const counters = message.usage === null ? null : makeUsage(message.usage ?? {});
    const callsTool = blocks.some((block) => block.type === 'tool_use');
    const stopReason =
      message.stopReason === undefined ? (callsTool ? 'tool_use' : 'end_turn') : message.stopReason;
    const uuids = blocks.map((block, index) => {
      const output = message.outputs?.[Math.min(index, message.outputs.length - 1)];
      return chain({
        message: {
          model: message.model ?? model,
          ...(messageId === undefined ? {} : { id: messageId }),
          type: 'message',
          role: 'assistant',
          content: [block],
          stop_reason: index === blocks.length - 1 ? stopReason : null,
          stop_sequence: null,
          usage:
            counters === null || output === undefined
              ? counters
              : { ...counters, output_tokens: output },
          ...message.messageFields,
        },
        ...(requestId === undefined ? {} : { requestId }),
        type: 'assistant',
        ...message.fields,
      });
    });
    const toolUseIds = blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
    return { messageId, requestId, toolUseIds, uuids };
  };

  const toolResult = (result: ToolResultOptions): string =>
    chain({
      type: 'user',
      message: {
        role: 'user',
        content: [
          {
            tool_use_id: result.toolUseId,
            type: 'tool_result',
            content: result.content,
            ...(result.isError === undefined ? {} : { is_error: result.isError }),
          },
        ],
      },
      ...(result.toolUseResult === undefined ? {} : { toolUseResult: result.toolUseResult }),
      ...result.fields,
    });

  const context = { sessionId, record, uuid: ids.uuid, now: () => new Date(clock) };
  return {
    ...createMetadataWriters(context),
    ...createRequestWriters({ ...context, agentId, version, model, chain }),
    user,
    meta: (content, fields = {}) => user(content, { isMeta: true, ...fields }),
    assistant,
    toolResult,
    system: (subtype, fields = {}) => chain({ type: 'system', subtype, ...fields }),
    attachment: (attachment, fields = {}) => chain({ attachment, type: 'attachment', ...fields }),
    progress: (data, toolUseId, fields = {}) =>
      chain({
        type: 'progress',
        data,
        toolUseID: `${toolUseId}-0`,
        parentToolUseID: toolUseId,
        ...fields,
      }),
    chain,
    record,
    raw: (text) => {
      parts.push(text);
    },
    setCwd: (path) => {
      cwd = path;
    },
    wait: (milliseconds) => {
      clock += milliseconds;
    },
    now: () => new Date(clock),
    text: () => parts.join(''),
  };
}

function orNew(id: string | null | undefined, make: () => string): string | undefined {
  return id === null ? undefined : (id ?? make());
}

function seedOf(text: string): number {
  let seed = 0;
  for (let index = 0; index < text.length; index++) seed = mix(seed, text.charCodeAt(index));
  return seed;
}
