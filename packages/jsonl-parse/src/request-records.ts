import * as z from 'zod/mini';
import { envelope, object, text } from './record-envelope.ts';

const list = z.optional(z.nullable(z.array(z.unknown())));
const count = z.optional(z.nullable(z.number()));

/**
 * A request to the API, written before it is sent, once for each attempt. Its messages are those of
 * the request `base` up to `keep`, and behind them the blobs whose hashes are in `tail`. Messages of
 * the assistant that answer it have its `id` as `requestRef`; without one, no line has the answer.
 */
const apiRequest = z.looseObject({
  ...envelope,
  type: z.literal('api-request'),
  id: text,
  base: text,
  keep: count,
  tail: list,
  /** Who asked: `sdk`, `repl_main_thread`, `agent:builtin:Explore`. */
  querySource: text,
  shapeHash: text,
  params: z.optional(z.nullable(z.looseObject({ model: text }))),
});

/** A message of requests, once, by the hash of its content. */
const apiRequestBlob = z.looseObject({
  ...envelope,
  type: z.literal('api-request-blob'),
  hash: text,
  message: object,
});

/** System prompt and tools of requests, once, by the hash of both. */
const apiRequestShape = z.looseObject({
  ...envelope,
  type: z.literal('api-request-shape'),
  shapeHash: text,
  shape: object,
});

const atisLatch = z.looseObject({ ...envelope, type: z.literal('atis-latch'), atis: text });

/** The names of all tools that the session has called so far; the last record holds. */
const toolsUsed = z.looseObject({ ...envelope, type: z.literal('tools-used'), tools: list });

/** Schemas of the records about requests that Claude Code writes since 2.1.332, by `type`. */
export const requestRecords = {
  'api-request': apiRequest,
  'api-request-blob': apiRequestBlob,
  'api-request-shape': apiRequestShape,
  'atis-latch': atisLatch,
  'tools-used': toolsUsed,
};
