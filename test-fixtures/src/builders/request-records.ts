import { createHash } from 'node:crypto';

type Fields = Readonly<Record<string, unknown>>;

/** Appends the records about requests to the API, as Claude Code writes them since 2.1.332. */
export interface RequestWriters {
  /**
   * A request, before it is answered; the message that answers it has the id as `requestRef`.
   *
   * @param fields - Keys that replace those of the record: `base`, `keep`, `tail`, `querySource`.
   * @returns Its id.
   */
  apiRequest(fields?: Fields): string;
  /**
   * A message of a request.
   *
   * @returns Its hash, for `tail`.
   */
  apiRequestBlob(message: Fields): string;
  /**
   * System prompt and tools of a request.
   *
   * @returns Its hash, for `shapeHash`.
   */
  apiRequestShape(shape?: Fields): string;
  /** All tools that were called so far. */
  toolsUsed(tools: readonly string[]): void;
  atisLatch(): void;
  /** An `attachment` with the system prompt as it was sent. */
  promptSnapshot(systemPrompt: readonly string[]): string;
}

/** What these records need from their transcript. */
export interface RequestContext {
  readonly sessionId: string;
  readonly agentId: string | undefined;
  readonly version: string;
  readonly model: string;
  readonly record: (fields: Fields) => void;
  readonly chain: (fields: Fields) => string;
  readonly uuid: () => string;
  readonly now: () => Date;
}

/** Creates the writers of records about requests for a transcript. */
export function createRequestWriters(context: RequestContext): RequestWriters {
  const { sessionId, agentId, version, model, record, chain, uuid, now } = context;
  const owner = { sessionId, ...(agentId === undefined ? {} : { agentId }) };
  const written = () => ({ timestamp: now().toISOString(), version });
  return {
    apiRequest(fields = {}) {
      const id = uuid();
      record({
        type: 'api-request',
        ...owner,
        id,
        ...written(),
        querySource: agentId === undefined ? 'repl_main_thread' : 'agent:builtin:Explore',
        shapeHash: hashOf({}),
        params: { model, max_tokens: 32_000, betas: [] },
        thread: { type: 'none' },
        echoWireToolInputs: false,
        keep: 0,
        tail: [],
        cacheControl: [],
        requestDigest: hashOf({ id }),
        ...fields,
      });
      return id;
    },
    apiRequestBlob(message) {
      const hash = hashOf(message);
      record({ type: 'api-request-blob', ...owner, hash, message });
      return hash;
    },
    apiRequestShape(shape = { system: [], tools: [] }) {
      const shapeHash = hashOf(shape);
      record({ type: 'api-request-shape', ...owner, shapeHash, ...written(), shape });
      return shapeHash;
    },
    toolsUsed: (tools) => record({ type: 'tools-used', tools, sessionId }),
    atisLatch: () => record({ type: 'atis-latch', atis: '', sessionId }),
    promptSnapshot: (systemPrompt) =>
      chain({
        attachment: { type: 'prompt_snapshot', systemPrompt, tools: [], cliPrefix: '' },
        type: 'attachment',
      }),
  };
}

function hashOf(value: Fields): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
