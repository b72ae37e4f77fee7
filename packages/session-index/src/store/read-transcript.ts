import fs from 'node:fs';
import {
  createJsonlParser,
  isObject,
  type JsonObject,
  type Place,
  type Position,
  type Problem,
  START,
} from '@cco/jsonl-parse';
import { addFacts, isSettled, NO_FACTS, type TranscriptFacts } from '../transcript-facts.ts';
import { createCallCollector } from './call-block.ts';
import { callsOf } from './call-lines.ts';
import { kindOfLine } from './line-kind.ts';
import { blockOf, type MessageBlock } from './message-block.ts';
import { type MessagePart, mergeParts } from './message-part.ts';
import { parseRecord } from './parse-record.ts';
import { seamAt } from './seam.ts';
import { skimResults, toolResultsOf } from './tool-results.ts';
import { readUsageLine } from './usage-lines.ts';

/** What is known of a file up to a point. Plain data. */
export interface ReadState {
  /** Where the settled part ends. */
  readonly next: Position;
  /** Hash of the bytes before `next`: when they change, the file was replaced. */
  readonly seam: string;
  readonly facts: TranscriptFacts;
  /** The session that the first record with a `sessionId` names. */
  readonly namedSession: string | undefined;
  /** The last `cost-state` record, as JSON. */
  readonly costState: string | undefined;
}

/** A file to read, and from where. */
export interface ReadTask {
  readonly path: string;
  readonly slug: string;
  /** It is a session's own file: only of these facts are kept. */
  readonly wantsFacts: boolean;
  readonly before: ReadState | undefined;
}

/** What a stretch of a file told. Plain data, so that it can cross between threads. */
export interface Segment {
  readonly path: string;
  /** The file was replaced, or never read: what was known of it does not hold any more. */
  readonly isFresh: boolean;
  /** The end of the file was reached. */
  readonly isLast: boolean;
  readonly messages: MessageBlock | undefined;
  /** Its tool calls, as JSON of a `CallBlock`. */
  readonly calls: string | undefined;
  readonly problems: readonly Problem[];
  readonly state: ReadState;
}

/** Why a file could not be read. */
export interface ReadFailure {
  readonly path: string;
  readonly error: string;
  /** It was deleted since it was found. */
  readonly isGone: boolean;
}

/** What a reader hands out: stretches of files in order, or why there are none. */
export type ReadResult = Segment | ReadFailure;

const CHUNK_BYTES = 256 * 1024;
/** A stretch ends at the first chunk behind so many bytes: memory is bounded for files of any size. */
const SEGMENT_BYTES = 32 * 1024 * 1024;

/**
 * Makes a reader that takes the messages out of transcripts, one file after the other, each new
 * byte once. It keeps one buffer for all of them.
 */
export function createTranscriptReader(): (
  task: ReadTask,
  onResult: (result: ReadResult) => void,
) => void {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);

  return ({ path, slug, wantsFacts, before }, onResult) => {
    let descriptor: number;
    try {
      descriptor = fs.openSync(path, 'r');
    } catch (error) {
      onResult(failureOf(path, error));
      return;
    }
    try {
      let state = NOTHING_READ;
      let isFresh = true;
      if (before && attempt(() => seamAt(descriptor, before.next.offset)) === before.seam) {
        state = before;
        isFresh = false;
      }
      for (let isLast = false; !isLast; isFresh = false) {
        const segment = attempt(() =>
          readSegment(descriptor, { path, slug, wantsFacts, before: state }, buffer),
        );
        if (segment instanceof Error) {
          onResult(failureOf(path, segment));
          return;
        }
        ({ state, isLast } = segment);
        onResult({ ...segment, isFresh });
      }
    } finally {
      fs.closeSync(descriptor);
    }
  };
}

/** Only a failing read is caught: an error thrown by a handler is the caller's own. */
function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return error as Error;
  }
}

const NOTHING_READ: ReadState = {
  next: START,
  seam: '',
  facts: NO_FACTS,
  namedSession: undefined,
  costState: undefined,
};

function readSegment(
  descriptor: number,
  { path, slug, wantsFacts, before = NOTHING_READ }: ReadTask,
  buffer: Buffer,
  limit = SEGMENT_BYTES,
): Omit<Segment, 'isFresh'> {
  const parts = new Map<string, MessagePart>();
  const calls = createCallCollector();
  const problems: Problem[] = [];
  let { facts, namedSession, costState } = before;

  const onPart = (part: MessagePart): void => {
    const known = parts.get(part.key);
    parts.set(part.key, known ? mergeParts(known, part) : part);
  };
  const onRecord = (record: JsonObject, place: Place): void => {
    if (wantsFacts) facts = addFacts(facts, record, slug);
    const { sessionId } = record;
    if (namedSession === undefined && typeof sessionId === 'string') namedSession = sessionId;
    if (record['type'] === 'cost-state') costState = costStateOf(record);
    take(record, place);
  };
  const take = (record: JsonObject, place: Place, decode?: (text: string) => string): void => {
    const { line, offset, bytes } = place;
    for (const call of callsOf(record, decode)) calls.addCall(call, place);
    for (const result of toolResultsOf(record)) calls.addResult(result, bytes);
    readUsageLine(record, {
      onPart,
      onInvalid(message) {
        problems.push({ file: path, line, offset, bytes, lines: 1, code: 'invalid', message });
      },
    });
  };

  const parser = createJsonlParser(
    {
      accept(bytes, start, end, place) {
        const kind = kindOfLine(bytes, start, end);
        if (namedSession === undefined || (wantsFacts && !isSettled(facts))) return true;
        if (kind === 'nothing') return false;
        if (kind === 'user') {
          const ids = skimResults(bytes, start, end);
          if (ids === undefined) return true;
          const result = { outcome: 'ok', exitCode: undefined } as const;
          for (const id of ids) calls.addResult({ id, ...result }, place.bytes);
          return false;
        }
        const raw = parseRecord(bytes, start, end);
        if (raw === undefined || !isAnswer(raw.record)) return true;
        take(raw.record, place, raw.decode);
        return false;
      },
      onRecord,
      onProblem: (problem) => problems.push(problem),
    },
    { file: path, start: before.next },
  );
  const { offset } = before.next;
  let at = offset;
  let isLast = false;
  while (!isLast && at - offset < limit) {
    const bytes = fs.readSync(descriptor, buffer, 0, buffer.length, at);
    isLast = bytes === 0;
    // A view of its own for each chunk: the filter tells chunks apart by their identity.
    if (!isLast) parser.push(buffer.subarray(0, bytes));
    at += bytes;
  }
  const { next } = parser.end();
  if (!isLast && next.offset === offset) {
    // One record longer than the stretch: a longer stretch holds it whole.
    return readSegment(descriptor, { path, slug, wantsFacts, before }, buffer, limit * 4);
  }
  const state = { next, seam: seamAt(descriptor, next.offset), facts, namedSession, costState };
  return {
    path,
    isLast,
    messages: blockOf([...parts.values()]),
    calls: calls.text(),
    problems,
    state,
  };
}

/** Records of other types can change what is known of the file, or hold results. */
function isAnswer({ type }: JsonObject): boolean {
  return type === 'assistant' || type === 'progress';
}

/** Keeps what `reconcile` needs of a `cost-state` record. */
function costStateOf({ totalCostUSD, modelUsage, hasUnknownModelCost }: JsonObject): string {
  return JSON.stringify({
    totalCostUSD: typeof totalCostUSD === 'number' ? totalCostUSD : null,
    modelUsage: isObject(modelUsage) ? modelUsage : {},
    hasUnknownModelCost: hasUnknownModelCost === true,
  });
}

function failureOf(path: string, error: unknown): ReadFailure {
  const failure = error as NodeJS.ErrnoException;
  return { path, error: failure.message, isGone: failure.code === 'ENOENT' };
}
