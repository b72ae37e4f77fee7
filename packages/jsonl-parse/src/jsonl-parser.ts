import { constants } from 'node:buffer';
import { isObject, type JsonObject } from './json-object.ts';
import { isBlank, type Line, lineFrom, textOf, withoutByteOrderMark } from './line.ts';
import { createLineSplitter, type TakenLines } from './line-splitter.ts';
import type { Place, Problem, ProblemCode } from './problem.ts';
import { createProblemMerger } from './problem-merger.ts';
import { salvage } from './salvage.ts';
import { beginSpreadRecord, type SpreadRecord } from './spread-record.ts';

/** Where in a file to go on: the offset of a byte and the number of its line. */
export interface Position {
  /** From 0. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

/** The beginning of a file. */
export const START: Position = { offset: 0, line: 1 };

/** What a parser reports while it reads, in file order. */
export interface JsonlHandlers {
  /** `text` is the record's JSON; of a record over several lines with its line ends. */
  onRecord(record: JsonObject, place: Place, text: string): void;
  /** @default problems are only counted */
  onProblem?(problem: Problem): void;
  /**
   * Looks at the raw bytes of a line before it is parsed; false skips the line. The bytes are
   * only valid during the call. Of a record over several lines only the first is asked for: to
   * get such records, accept lines that do not end with a closing brace.
   *
   * @default every line is parsed
   */
  accept?(bytes: Buffer, start: number, end: number, place: Place): boolean;
  /**
   * Takes whole lines at once, each of them one record: none of them is asked for, parsed or
   * judged, nor are they measured by `maxLineBytes`. It is asked where a line begins, with all
   * bytes of the chunk, a byte-order mark included; not inside of a record over several lines.
   *
   * @returns How much it took, up to behind a line end; undefined when it took nothing.
   * @default lines are read one by one
   */
  takeLines?(bytes: Buffer, start: number, position: Position): TakenLines | undefined;
}

/** What a parser has seen when the input ended. */
export interface JsonlSummary {
  readonly records: number;
  readonly problems: number;
  /** Lines that `accept` refused or `takeLines` took. */
  readonly skipped: number;
  /** Where to go on when the file has grown: behind everything that is settled. */
  readonly next: Position;
  /** A record at the end that is only half there. It is no problem: it will be completed. */
  readonly unfinished: Place | undefined;
}

/** Turns bytes into records, pushed in pieces of any size. */
export interface JsonlParser {
  /** The chunk may be reused by the caller afterwards. */
  push(chunk: Buffer): void;
  /**
   * Ends the input.
   *
   * @param isEarly - More would have followed: a line that is only half there is left for whoever
   * goes on at `next`. @default false
   */
  end(isEarly?: boolean): JsonlSummary;
}

/** Settings of {@link createJsonlParser}. */
export interface JsonlParserOptions {
  /** Name used in problems. @default '' */
  readonly file?: string | undefined;
  /** Position of the first byte that will be pushed. @default START */
  readonly start?: Position | undefined;
  /** Longest line to parse, in bytes. @default the longest JavaScript string, about 512 MiB */
  readonly maxLineBytes?: number | undefined;
}

const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/**
 * Makes a parser for JSON Lines as they are found on disk. It reads, besides clean lines: a
 * byte-order mark, CRLF, a missing last line end, several records on one line, records spread
 * over several lines, and whole records behind the remains of a torn one. Whatever cannot be used
 * becomes a problem with its place; nothing throws and nothing vanishes.
 *
 * @example
 * const parser = createJsonlParser({ onRecord: (record) => console.log(record) });
 * parser.push(Buffer.from('{"a":1}\n{"b"'));
 * parser.end(); // logs { a: 1 }; next is { offset: 8, line: 2 }, unfinished the 4 bytes there
 */
export function createJsonlParser(
  handlers: JsonlHandlers,
  options: JsonlParserOptions = {},
): JsonlParser {
  const { file = '', start = START, maxLineBytes = constants.MAX_STRING_LENGTH } = options;
  const merger = createProblemMerger(file, handlers.onProblem?.bind(handlers));
  const accept = handlers.accept?.bind(handlers);
  const takeLines = handlers.takeLines?.bind(handlers);
  let records = 0;
  let skipped = 0;
  let spread: SpreadRecord | undefined;

  const emit = (record: JsonObject, text: string, place: Place): void => {
    merger.flush();
    records++;
    handlers.onRecord(record, place, text);
  };

  const skip = (lines = 1): void => {
    merger.flush();
    skipped += lines;
  };

  const reject = (code: ProblemCode, line: Line): void => {
    merger.add(code, placeOf(line));
  };

  const judge = (line: Line): void => {
    const text = textOf(line);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      if (!isBlank(line)) judgeDamaged(line);
      return;
    }
    if (isObject(value)) emit(value, text, placeOf(line));
    else reject('not-an-object', line);
  };

  const judgeDamaged = (line: Line): void => {
    const open = takeApart(line);
    if (open === undefined) return;
    spread = beginSpreadRecord(open);
    if (spread === undefined) reject('torn', open);
  };

  /**
   * Takes what can be used out of a line that is not one record.
   *
   * @param isInside - The line is a part of a torn record. @default false
   * @returns The beginning of a record at the end of the line, if there is one.
   */
  const takeApart = (line: Line, isInside = false): Line | undefined => {
    let open: Line | undefined;
    for (const part of salvage(line.buffer.subarray(line.start, line.end), isInside)) {
      const piece = { ...lineFrom(line, line.start + part.start), end: line.start + part.end };
      if (part.record) emit(part.record, part.text ?? '', placeOf(piece));
      else if (part.open) open = piece;
      else reject(isInside || looksTorn(piece) ? 'torn' : 'not-json', piece);
    }
    return open;
  };

  /** Goes on in a record that goes over several lines; gives what stands behind its end. */
  const judgeSpread = (
    line: Line,
    { lines, take }: SpreadRecord,
    isWhole = true,
  ): Line | undefined => {
    const taken = take(line, isWhole);
    if (taken === 'continued') return undefined;
    if (taken === 'other') {
      abandonSpread();
      return line;
    }
    spread = undefined;
    const { number, offset } = lines[0] ?? line;
    const { record, text, bytes, rest } = taken;
    const place = { line: number, offset, bytes };
    if (record) emit(record, text, place);
    else merger.add('not-json', place, lines.length + 1);
    return isBlank(rest) ? undefined : rest;
  };

  /** The spread record never ended: its first line is torn, the others are judged alone. */
  const abandonSpread = (): void => {
    const [first, ...others] = spread?.lines ?? [];
    spread = undefined;
    if (first) reject('torn', first);
    for (const line of others) {
      const open = takeApart(line, true);
      if (open) reject('torn', open);
    }
  };

  const splitter = createLineSplitter(
    {
      onLine(raw) {
        const line = withoutByteOrderMark(raw);
        const own = spread ? judgeSpread(line, spread) : line;
        if (own === undefined || own.start === own.end) return;
        if (own === line && accept?.(own.buffer, own.start, own.end, placeOf(own)) === false)
          skip();
        else judge(own);
      },
      onTooLong(place) {
        abandonSpread();
        merger.add('too-long', place);
      },
      takeLines(bytes, start, position) {
        const taken = spread ? undefined : takeLines?.(bytes, start, position);
        if (taken !== undefined && taken.lines > 0) skip(taken.lines);
        return taken;
      },
    },
    { start, maxLineBytes },
  );

  /**
   * Judges a last line without a line end: whole records at its beginning count, the rest is left
   * for later, because more bytes may change what it is.
   */
  const judgeTail = (tail: Line): Line | undefined => {
    const own = spread ? judgeSpread(tail, spread, false) : tail;
    if (own === undefined) return spread?.lines[0];
    let rest = own;
    for (const part of salvage(own.buffer.subarray(own.start, own.end))) {
      const begin = own.start + part.start;
      if (!part.record || !isBlank({ ...rest, end: begin })) break;
      rest = lineFrom(own, own.start + part.end);
      const place = placeOf({ ...lineFrom(own, begin), end: rest.start });
      if (accept?.(own.buffer, begin, rest.start, place) === false) skip();
      else emit(part.record, part.text ?? '', place);
    }
    return isBlank(rest) ? undefined : rest;
  };

  return {
    push: splitter.push,
    end(isEarly = false) {
      const { tail, position } = splitter.end();
      const begun =
        tail && !isEarly ? judgeTail(withoutByteOrderMark(tail)) : (spread?.lines[0] ?? tail);
      merger.flush();
      const unfinished = begun && {
        line: begun.number,
        offset: begun.offset,
        bytes: position.offset - begun.offset,
      };
      return {
        records,
        skipped,
        problems: merger.count(),
        next: unfinished ? { offset: unfinished.offset, line: unfinished.line } : position,
        unfinished,
      };
    },
  };
}

function placeOf({ number, offset, start, end }: Line): Place {
  return { line: number, offset, bytes: end - start };
}

/** Remains of a record have its braces or its keys; anything else never was one. */
function looksTorn({ buffer, start, end }: Line): boolean {
  const piece = buffer.subarray(start, end);
  return (
    piece[0] === OPENING_BRACE || piece[piece.length - 1] === CLOSING_BRACE || piece.includes('":')
  );
}
