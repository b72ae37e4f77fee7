import * as z from 'zod/mini';

/** A text, or nothing. */
export const text = z.optional(z.nullable(z.string()));
/** True or false, or nothing. */
export const flag = z.optional(z.nullable(z.boolean()));
/** An object whose fields are not judged, or nothing. */
export const object = z.optional(z.nullable(z.looseObject({})));

/** The fields that records of a conversation share; metadata records have few of them. */
export const envelope = {
  uuid: text,
  parentUuid: text,
  sessionId: text,
  /** ISO 8601, UTC; not always in order. */
  timestamp: text,
  /** The shell's folder at that moment; it drifts with `cd`. */
  cwd: text,
  gitBranch: text,
  version: text,
  isSidechain: flag,
  isMeta: flag,
  agentId: text,
};
