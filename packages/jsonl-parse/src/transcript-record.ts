import * as z from 'zod/mini';
import type { Checked } from './checked.ts';
import { describeIssue } from './describe-issue.ts';
import type { JsonObject } from './json-object.ts';
import { envelope, flag, object, text } from './record-envelope.ts';
import { requestRecords } from './request-records.ts';

const message = {
  role: text,
  /** A string, or blocks; see `contentBlocks`. */
  content: z.optional(z.unknown()),
};

const user = z.looseObject({
  ...envelope,
  type: z.literal('user'),
  message: z.optional(z.nullable(z.looseObject(message))),
  isCompactSummary: flag,
  origin: object,
  teamName: text,
  /** The structured result of a tool; a string when the call failed. */
  toolUseResult: z.optional(z.unknown()),
});

const assistant = z.looseObject({
  ...envelope,
  type: z.literal('assistant'),
  requestId: text,
  /** `id` of the `api-request` record of the request; since 2.1.332. */
  requestRef: text,
  message: z.optional(
    z.nullable(
      z.looseObject({
        ...message,
        /** One API message stands on several lines that share this id. */
        id: text,
        model: text,
        stop_reason: text,
        usage: object,
      }),
    ),
  ),
});

const system = z.looseObject({ ...envelope, type: z.literal('system'), subtype: text });
const attachment = z.looseObject({
  ...envelope,
  type: z.literal('attachment'),
  /** Its own `type` says what is in it: `queued_command`, `prompt_snapshot`. */
  attachment: z.optional(z.nullable(z.looseObject({ type: text }))),
});
const progress = z.looseObject({ ...envelope, type: z.literal('progress'), data: object });
const customTitle = z.looseObject({
  ...envelope,
  type: z.literal('custom-title'),
  customTitle: text,
});
const aiTitle = z.looseObject({ ...envelope, type: z.literal('ai-title'), aiTitle: text });
const summary = z.looseObject({ ...envelope, type: z.literal('summary'), summary: text });
const relocated = z.looseObject({ ...envelope, type: z.literal('relocated'), relocatedCwd: text });
const costState = z.looseObject({
  ...envelope,
  type: z.literal('cost-state'),
  totalCostUSD: z.optional(z.nullable(z.number())),
  modelUsage: object,
});

const known = {
  user,
  assistant,
  system,
  attachment,
  progress,
  'custom-title': customTitle,
  'ai-title': aiTitle,
  summary,
  relocated,
  'cost-state': costState,
  ...requestRecords,
};

/** A record of a type that this version does not know: only `type` is promised. */
const other = z.looseObject({ ...envelope, type: z.string() });

/** A record of one of the types that cco reads. Fields that are not listed are kept. */
export type KnownTranscriptRecord = z.infer<(typeof known)[keyof typeof known]>;

/** A record of any other type. */
export type OtherTranscriptRecord = z.infer<typeof other>;

/** One record of a transcript; tell them apart with {@link isKnownRecord} and `type`. */
export type TranscriptRecord = KnownTranscriptRecord | OtherTranscriptRecord;

/** Schemas of the known record types, by `type`. */
export const transcriptRecordSchemas = known;

/** Narrows a record to the types that cco reads. */
export function isKnownRecord(record: TranscriptRecord): record is KnownTranscriptRecord {
  return Object.hasOwn(known, record.type);
}

/**
 * Checks the shape of a transcript record. Claude Code's format is internal and changes: unknown
 * types and fields are kept, `null` and absence are the same, and only a known field of the wrong
 * type makes a record unusable.
 *
 * @example
 * const result = parseTranscriptRecord({ type: 'ai-title', aiTitle: 'Fix the login' });
 * if (result.ok && isKnownRecord(result.value)) result.value.type; // 'ai-title'
 */
export function parseTranscriptRecord(record: JsonObject): Checked<TranscriptRecord> {
  const type = record['type'];
  const schema =
    typeof type === 'string' && Object.hasOwn(known, type)
      ? known[type as keyof typeof known]
      : other;
  const result = schema.safeParse(record);
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, message: describeIssue(result.error.issues[0]) };
}
