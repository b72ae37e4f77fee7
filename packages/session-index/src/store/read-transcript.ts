import {
  createJsonlParser,
  isObject,
  type JsonObject,
  type Place,
  type Problem,
  START,
} from '@cco/jsonl-parse';
import { laterTime, messageTime } from '../message-time.ts';
import { createStretchReader, type SettledState, type StretchSource } from '../read-stretches.ts';
import { addFacts, isSettled, NO_FACTS, type TranscriptFacts } from '../transcript-facts.ts';
import { createCallCollector } from './call-block.ts';
import { callsOf } from './call-lines.ts';
import {
  createLineCollector,
  createTranscriptScanner,
  type LineCollector,
  type Wants,
} from './line-collector.ts';
import { blockOf, type MessageBlock } from './message-block.ts';
import { type MessagePart, mergeParts } from './message-part.ts';
import { createOtherFolder } from './other-folder.ts';
import { createRecordReducer, type RecordReducer } from './reduced-record.ts';
import { toolResultsOf } from './tool-results.ts';
import { readUsageLine } from './usage-lines.ts';

/** What is known of a file up to a point. Plain data. */
export interface ReadState extends SettledState {
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
  /** It is a session's own file: of others only the time of the last message is kept. */
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

/** Makes a reader that takes the messages out of transcripts, each new byte once. */
export function createTranscriptReader(): (
  task: ReadTask,
  onResult: (result: ReadResult) => void,
) => void {
  const scanner = createTranscriptScanner();
  const tools = {
    reducer: createRecordReducer(scanner),
    collector: createLineCollector(scanner),
  };
  const read = createStretchReader(scanner.buffer);
  return (task, onResult) =>
    read({
      path: task.path,
      before: task.before,
      nothing: NOTHING_READ,
      readStretch: (source, before) => readSegment(source, tools, { ...task, before }),
      onStretch: (segment, isFresh) => onResult({ ...segment, isFresh }),
      onFailure: (error) => onResult(failureOf(task.path, error)),
    });
}

const NOTHING_READ: ReadState = {
  next: START,
  seam: '',
  facts: NO_FACTS,
  namedSession: undefined,
  costState: undefined,
};

/** What lines are read with. */
interface Tools {
  readonly reducer: RecordReducer;
  readonly collector: LineCollector;
}

function readSegment(
  source: StretchSource,
  tools: Tools,
  { path, slug, wantsFacts, before = NOTHING_READ }: ReadTask,
  scale = 1,
): Omit<Segment, 'isFresh'> {
  const { reducer, collector } = tools;
  const parts = new Map<string, MessagePart>();
  const calls = createCallCollector();
  const problems: Problem[] = [];
  const otherFolder = createOtherFolder(slug);
  let { facts, namedSession, costState } = before;
  let { lastTime } = facts;

  const onPart = (part: MessagePart): void => {
    const known = parts.get(part.key);
    parts.set(part.key, known ? mergeParts(known, part) : part);
  };
  const onRecord = (record: JsonObject, place: Place): void => {
    if (namedSession === undefined) namedSession = textOf(record['sessionId']);
    if (record['type'] === 'cost-state') costState = costStateOf(record);
    if (wantsFacts) facts = addFacts(facts, record, slug);
    lastTime = laterTime(lastTime, messageTime(record['type'], record['timestamp']));
    take(record, place);
  };
  const take = (record: JsonObject, place: Place): void => {
    const { line, offset, bytes } = place;
    for (const call of callsOf(record)) calls.addCall(call, place);
    for (const result of toolResultsOf(record)) calls.addResult(result, bytes);
    readUsageLine(record, {
      onPart,
      otherFolder,
      onInvalid(message) {
        problems.push({ file: path, line, offset, bytes, lines: 1, code: 'invalid', message });
      },
    });
  };

  const wants = (): Wants => ({
    prompt: wantsFacts && facts.prompt === undefined,
    folder: wantsFacts && facts.cwd === undefined,
  });
  const collected = {
    onPart,
    onCalls: calls.addCallRows,
    onResults: calls.addResultRows,
    onTime(time: number) {
      lastTime = laterTime(lastTime, time);
    },
  };
  collector.forgetFolders();

  const parser = createJsonlParser(
    {
      accept(bytes, start, end, place) {
        const record = reducer.reduce(bytes, start, end);
        if (record === undefined) return true;
        const { type } = record;
        // What a person wrote is still looked for.
        if (wantsFacts && facts.prompt === undefined && type === 'user') return true;
        if (namedSession === undefined) namedSession = textOf(reducer.session());
        if (wantsFacts && !isSettled(facts)) {
          facts = addFacts(facts, { type, cwd: reducer.folder() }, slug);
        }
        lastTime = laterTime(lastTime, messageTime(type, reducer.time()));
        if (type !== undefined) take(record, place);
        const folder = reducer.folder();
        collector.keepFolder(calls.folder(folder), otherFolder(folder) !== null);
        return false;
      },
      takeLines(bytes, start, position) {
        // The first lines tell what the file is.
        if (namedSession === undefined || (wantsFacts && !facts.isConversation)) return undefined;
        return collector.collect(bytes, start, position, wants(), collected);
      },
      onRecord,
      onProblem: (problem) => problems.push(problem),
    },
    { file: path, start: before.next },
  );
  const { offset } = before.next;
  const isLast = source.push(offset, scale, parser.push);
  const { next } = parser.end();
  if (!isLast && next.offset === offset) {
    // One record longer than the stretch: a longer stretch holds it whole.
    return readSegment(source, tools, { path, slug, wantsFacts, before }, scale * 4);
  }
  if (lastTime !== undefined) facts = { ...facts, lastTime };
  const state = { next, seam: source.seamAt(next.offset), facts, namedSession, costState };
  return {
    path,
    isLast,
    messages: blockOf([...parts.values()]),
    calls: calls.text(),
    problems,
    state,
  };
}

/** Keeps what `reconcile` needs of a `cost-state` record. */
function costStateOf({ totalCostUSD, modelUsage, hasUnknownModelCost }: JsonObject): string {
  return JSON.stringify({
    totalCostUSD: typeof totalCostUSD === 'number' ? totalCostUSD : null,
    modelUsage: isObject(modelUsage) ? modelUsage : {},
    hasUnknownModelCost: hasUnknownModelCost === true,
  });
}

function failureOf(path: string, error: NodeJS.ErrnoException): ReadFailure {
  return { path, error: error.message, isGone: error.code === 'ENOENT' };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
