import type { Position, TakenLines, ValueScanner } from '@cco/jsonl-parse';
import { createValueScanner } from '@cco/jsonl-parse';
import { LINE_COLLECTOR_CODE } from './line-collector-code.ts';
import type { MessagePart } from './message-part.ts';
import { ALL_PATHS } from './transcript-paths.ts';

/** What a collector takes out of lines. */
export interface CollectedLines {
  /** Rows of a `CallBlock`, as JSON with commas between. */
  onCalls(rows: string): void;
  onResults(rows: string): void;
  onPart(part: MessagePart): void;
  /** The latest time of a `user` or `assistant` record, in milliseconds since 1970. */
  onTime(time: number): void;
}

/** What is still looked for in a transcript: lines that may tell it are not taken. */
export interface Wants {
  /** The first prompt of a person. */
  readonly prompt: boolean;
  /** The session's folder. */
  readonly folder: boolean;
}

/** Takes usual lines as a whole; see `assembly/collector/collect-lines.ts`. */
export interface LineCollector {
  /**
   * Takes lines from an index of a chunk on, up to the first that is not usual. It takes none where
   * there is no WebAssembly, nor out of bytes that are not in the scanner's buffer.
   */
  collect(
    bytes: Buffer,
    start: number,
    position: Position,
    wants: Wants,
    to: CollectedLines,
  ): TakenLines;
  /**
   * Tells the number of a folder: of the `cwd` that the scanner saw last; below 0 when it has none.
   * Calls made in folders without a number are not taken.
   *
   * @param isOther - It is not the folder that the file belongs to.
   */
  keepFolder(number: number, isOther: boolean): void;
  /** No folder has a number any more. */
  forgetFolders(): void;
}

/** Makes a scanner for the lines of transcripts, which a collector can share. */
export function createTranscriptScanner(): ValueScanner {
  return createValueScanner(ALL_PATHS, { code: LINE_COLLECTOR_CODE, codeBytes: CODE_BYTES });
}

/** Makes a collector on the memory of a scanner. */
export function createLineCollector({ extension, buffer }: ValueScanner): LineCollector {
  if (extension === undefined) return NO_COLLECTOR;
  const { memory, start: codeAt } = extension;
  const program = extension.exports as Program;
  const partsAt = codeAt + (-codeAt & 7);
  if (program.place(partsAt) > memory.length) throw new RangeError('too little memory');
  const numbers = new Float64Array(memory.buffer, partsAt, PARTS_BYTES / 8);
  const words = new Int32Array(memory.buffer, partsAt, PARTS_BYTES / 4);

  let attributes = '';
  const partAt = (row: number): MessagePart => {
    const number = (row * PART_BYTES) / 8;
    const word = (row * PART_BYTES) / 4 + 16;
    const text = (field: number): string => {
      const at = words[word + field] as number;
      return memory.toString('utf8', at, at + (words[word + field + 1] as number));
    };
    const own = text(4);
    // Equal texts are one string, so that comparing them takes no time.
    if (own !== attributes) attributes = own;
    const timeOrNone = numbers[number] as number;
    const time = Number.isNaN(timeOrNone) ? null : timeOrNone;
    return {
      key: text(2),
      rank: words[word] as number,
      lineTime: time,
      time,
      forked: 0,
      attributes,
      input: numbers[number + 1] as number,
      output: numbers[number + 2] as number,
      cacheWrite: numbers[number + 3] as number,
      cacheRead: numbers[number + 4] as number,
      cacheWrite5m: numbers[number + 5] as number,
      cacheWrite1h: numbers[number + 6] as number,
      webSearches: numbers[number + 7] as number,
      cost: null,
      final: words[word + 1] as number,
    };
  };
  const rows = (kind: number): string => {
    const at = program.rowsStart(kind);
    return memory.toString('utf8', at, at + program.rowsBytes(kind));
  };

  return {
    collect(bytes, start, { line, offset }, wants, to) {
      if (bytes.buffer !== buffer.buffer) return NOTHING_TAKEN;
      const from = bytes.byteOffset + start;
      const flags = (wants.prompt ? WANTS_PROMPT : 0) | (wants.folder ? WANTS_FOLDER : 0);
      const behind = bytes.byteOffset + bytes.length;
      const end = program.collect(from, behind, line, offset, flags);
      if (end === from) return NOTHING_TAKEN;
      const calls = rows(CALLS);
      const results = rows(RESULTS);
      if (calls !== '') to.onCalls(calls);
      if (results !== '') to.onResults(results);
      const latest = program.latestTime();
      if (latest >= 0) to.onTime(latest);
      const parts = program.parts();
      for (let row = 0; row < parts; row++) to.onPart(partAt(row));
      return { bytes: end - from, lines: program.lines() };
    },
    keepFolder: program.keepFolder,
    forgetFolders: program.forgetFolder,
  };
}

/** What the WebAssembly does; see there. */
interface Program {
  place(start: number): number;
  collect(from: number, to: number, line: number, offset: number, wants: number): number;
  lines(): number;
  latestTime(): number;
  parts(): number;
  rowsStart(kind: number): number;
  rowsBytes(kind: number): number;
  keepFolder(number: number, isOther: boolean): void;
  forgetFolder(): void;
}

/** Kinds of rows. */
const CALLS = 0;
const RESULTS = 1;
const WANTS_PROMPT = 1;
const WANTS_FOLDER = 2;
/** Of the rows of messages, and of one of them. */
const PARTS_BYTES = 0x10000;
const PART_BYTES = 96;
/** Memory of the WebAssembly. */
const CODE_BYTES = 0xd1000;

const NOTHING_TAKEN: TakenLines = { bytes: 0, lines: 0 };
const NO_COLLECTOR: LineCollector = {
  collect: () => NOTHING_TAKEN,
  keepFolder() {},
  forgetFolders() {},
};
