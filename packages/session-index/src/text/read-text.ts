import { createJsonlParser, type JsonObject, type Position, START } from '@cco/jsonl-parse';
import { conversationText } from '../conversation-text.ts';
import { laterTime, messageTime } from '../message-time.ts';
import { ESCAPE_LENGTH, holdsEscapes } from '../query.ts';
import { createStretchReader, type SettledState, type StretchSource } from '../read-stretches.ts';
import { collectFields } from './fields.ts';
import { mayHoldText } from './text-filter.ts';
import { createWordCollector, type WordCollector, type Words } from './word-collector.ts';

/** What is known of a file up to a point. Plain data. */
export interface TextState extends SettledState {
  /** The session that the first record with a `sessionId` names; '' when none does so far. */
  readonly namedSession: string;
  /** It holds at least one `user` or `assistant` record. */
  readonly isConversation: boolean;
  /** Its source holds escapes of characters that need none. */
  readonly mayEscape: boolean;
  /** The latest time of a message, in milliseconds since 1970. */
  readonly lastTime: number | undefined;
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

const NOTHING_READ: TextState = {
  next: START,
  seam: '',
  namedSession: '',
  isConversation: false,
  mayEscape: false,
  lastTime: undefined,
};

/** Makes a reader that takes the words out of transcripts, each new byte once. */
export function createTextReader(): (
  task: TextTask,
  onResult: (result: TextResult) => void,
) => void {
  const read = createStretchReader();
  const collectors = { words: createWordCollector(), fields: createWordCollector() };
  return ({ path, before }, onResult) =>
    read({
      path,
      before,
      nothing: NOTHING_READ,
      readStretch: (source, state) => readStretch({ source, ...collectors }, state),
      onStretch: (stretch, isFresh) => onResult({ path, isFresh, ...stretch }),
      onFailure: ({ message }) => onResult({ path, error: message }),
    });
}

interface Tools {
  readonly source: StretchSource;
  readonly words: WordCollector;
  readonly fields: WordCollector;
}

function readStretch(
  tools: Tools,
  before: TextState,
  scale = 1,
): Omit<TextStretch, 'path' | 'isFresh'> {
  const { source, words, fields } = tools;
  const machineLines: number[] = [];
  let { namedSession, isConversation, mayEscape, lastTime } = before;
  words.clear();
  fields.clear();
  const onRecord = (record: JsonObject, { offset }: Position): void => {
    const { type, sessionId, timestamp } = record;
    lastTime = laterTime(lastTime, messageTime(type, timestamp));
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
  const findsEscape = createEscapeFinder();
  const { offset } = before.next;
  const isLast = source.push(offset, scale, (chunk) => {
    mayEscape ||= findsEscape(chunk);
    parser.push(chunk);
  });
  const { next } = parser.end();
  // One record longer than the stretch: a longer stretch holds it whole.
  if (!isLast && next.offset === offset) return readStretch(tools, before, scale * 4);
  return {
    isLast,
    words: words.take(),
    fields: fields.take(),
    machineLines,
    state: {
      next,
      seam: source.seamAt(next.offset),
      namedSession,
      isConversation,
      mayEscape,
      lastTime,
    },
  };
}

/** Makes a test for the chunks of a file, one after the other: an escape may lie in two of them. */
function createEscapeFinder(): (chunk: Buffer) => boolean {
  let tail = Buffer.alloc(0);
  return (chunk) => {
    const seam = Buffer.concat([tail, chunk.subarray(0, ESCAPE_LENGTH)]);
    tail = Buffer.from(chunk.subarray(-ESCAPE_LENGTH));
    return holdsEscapes(seam) || holdsEscapes(chunk);
  };
}
