import fs from 'node:fs';
import { createJsonlParser, type JsonObject, type Position, START } from '@cco/jsonl-parse';
import { conversationText } from '../conversation-text.ts';
import { seamAt } from '../store/seam.ts';
import { collectFields } from './fields.ts';
import { mayHoldText } from './text-filter.ts';
import { createWordCollector, type WordCollector, type Words } from './word-collector.ts';

/** What is known of a file up to a point. Plain data. */
export interface TextState {
  /** Where the settled part ends. */
  readonly next: Position;
  /** Hash of the bytes before `next`: when they change, the file was replaced. */
  readonly seam: string;
  /** The session that the first record with a `sessionId` names; '' when none does so far. */
  readonly namedSession: string;
  /** It holds at least one `user` or `assistant` record. */
  readonly isConversation: boolean;
}

/** A file to read, and from where. */
export interface TextTask {
  readonly path: string;
  readonly before: TextState | undefined;
}

/** What a stretch of a file holds. Plain data, so that it can cross between threads. */
export interface TextStretch {
  readonly path: string;
  /** The file was replaced, or never read: what was known of it does not hold any more. */
  readonly isFresh: boolean;
  /** The end of the file was reached. */
  readonly isLast: boolean;
  readonly words: Words;
  readonly fields: Words;
  /** Offsets of the lines with strings that are not among the words. */
  readonly machineLines: readonly number[];
  readonly state: TextState;
}

/** Why a file could not be read. */
export interface TextFailure {
  readonly path: string;
  readonly error: string;
}

/** What a reader hands out: stretches of a file in order, or why there are none. */
export type TextResult = TextStretch | TextFailure;

const CHUNK_BYTES = 256 * 1024;
/** A stretch ends at the first chunk behind so many bytes: memory is bounded for files of any size. */
const STRETCH_BYTES = 32 * 1024 * 1024;

const NOTHING_READ: TextState = { next: START, seam: '', namedSession: '', isConversation: false };

/** Makes a reader that takes the words out of transcripts, each new byte once. */
export function createTextReader(): (
  task: TextTask,
  onResult: (result: TextResult) => void,
) => void {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  const words = createWordCollector();
  const fields = createWordCollector();

  return ({ path, before }, onResult) => {
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
        const read = attempt(() => readStretch({ descriptor, buffer, words, fields }, state));
        if (read instanceof Error) {
          onResult(failureOf(path, read));
          return;
        }
        ({ state, isLast } = read);
        onResult({ path, isFresh, ...read });
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

interface Tools {
  readonly descriptor: number;
  readonly buffer: Buffer;
  readonly words: WordCollector;
  readonly fields: WordCollector;
}

function readStretch(
  tools: Tools,
  before: TextState,
  limit = STRETCH_BYTES,
): Omit<TextStretch, 'path' | 'isFresh'> {
  const { descriptor, buffer, words, fields } = tools;
  const machineLines: number[] = [];
  let { namedSession, isConversation } = before;
  words.clear();
  fields.clear();
  const onRecord = (record: JsonObject, { offset }: Position): void => {
    const { type, sessionId } = record;
    if (namedSession === '' && typeof sessionId === 'string') namedSession = sessionId;
    if (type === 'user' || type === 'assistant') isConversation = true;
    collectFields(record, fields.addWhole);
    let hasMachineText = false;
    for (const { text } of conversationText(record)) {
      if (words.add(text)) hasMachineText = true;
    }
    if (hasMachineText) machineLines.push(offset);
  };
  const parser = createJsonlParser(
    {
      accept: (bytes, start, end) => namedSession === '' || mayHoldText(bytes, start, end),
      onRecord,
    },
    { start: before.next },
  );
  const { offset } = before.next;
  let at = offset;
  let isLast = false;
  while (!isLast && at - offset < limit) {
    const bytes = fs.readSync(descriptor, buffer, 0, buffer.length, at);
    isLast = bytes === 0;
    if (!isLast) parser.push(buffer.subarray(0, bytes));
    at += bytes;
  }
  const { next } = parser.end();
  // One record longer than the stretch: a longer stretch holds it whole.
  if (!isLast && next.offset === offset) return readStretch(tools, before, limit * 4);
  return {
    isLast,
    words: words.take(),
    fields: fields.take(),
    machineLines,
    state: { next, seam: seamAt(descriptor, next.offset), namedSession, isConversation },
  };
}

function failureOf(path: string, error: unknown): TextFailure {
  return { path, error: (error as Error).message };
}
