import { constants } from 'node:buffer';
import { isObject, type JsonObject, parseObject } from './json-object.ts';
import { createLineSplitter, type Line } from './line-splitter.ts';
import { createObjectScanner, type ObjectScanner } from './object-scanner.ts';
import type { Place, Problem, ProblemCode } from './problem.ts';
import { createProblemMerger } from './problem-merger.ts';
import { salvage } from './salvage.ts';

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
  onRecord(record: JsonObject, place: Place): void;
  /** @default problems are only counted */
  onProblem?(problem: Problem): void;
  /**
   * Looks at the raw bytes of a line before it is parsed; false skips the line. The bytes are
   * only valid during the call. Records over several lines are not asked for.
   *
   * @default every line is parsed
   */
  accept?(bytes: Buffer, start: number, end: number): boolean;
}

/** What a parser has seen when the input ended. */
export interface JsonlSummary {
  readonly records: number;
  readonly problems: number;
  /** Lines that `accept` refused. */
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
  end(): JsonlSummary;
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

/** Lines of a record that goes over several, kept until its last line comes. */
interface Held {
  readonly scanner: ObjectScanner;
  readonly lines: Line[];
}

const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

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
  let records = 0;
  let skipped = 0;
  let held: Held | undefined;
  /** Lines of what looks like a pretty-printed record, not scanned yet. */
  let pretty: Line[] = [];

  const emit = (record: JsonObject, line: number, offset: number, bytes: number): void => {
    merger.flush();
    records++;
    handlers.onRecord(record, { line, offset, bytes });
  };

  const reject = (code: ProblemCode, line: Line, from: number, to: number): void => {
    merger.add(code, {
      line: line.number,
      offset: line.offset + from - line.start,
      bytes: to - from,
    });
  };

  /** Takes what can be used out of a line that is not one record. */
  const takeApart = (line: Line, code?: ProblemCode): Line | undefined => {
    const bytes = line.buffer.subarray(line.start, line.end);
    let open: Line | undefined;
    for (const part of salvage(bytes)) {
      const [from, to] = [line.start + part.start, line.start + part.end];
      if (part.record) emit(part.record, line.number, line.offset + part.start, to - from);
      else if (part.open)
        open = { ...line, start: from, end: to, offset: line.offset + part.start };
      else
        reject(
          code ?? (looksTorn(bytes, part.start, part.end) ? 'torn' : 'not-json'),
          line,
          from,
          to,
        );
    }
    return open;
  };

  const judge = (line: Line): void => {
    let value: unknown;
    try {
      value = JSON.parse(line.buffer.toString('utf8', line.start, line.end));
    } catch {
      judgeDamaged(line);
      return;
    }
    if (isObject(value)) emit(value, line.number, line.offset, line.end - line.start);
    else reject('not-an-object', line, line.start, line.end);
  };

  const judgeDamaged = (line: Line): void => {
    if (isBlank(line)) return;
    const open = takeApart(line);
    if (open === undefined) return;
    const scanner = createObjectScanner();
    const scan = scanner.feed(open.buffer.toString('latin1', open.start, open.end));
    // A string cannot go over a line end, so a line that ends inside one was cut there.
    if (scan.state === 'open' && !scan.inString) {
      held = { scanner, lines: [copyLine(open)] };
    } else {
      reject('torn', open, open.start, open.end);
    }
  };

  /** Reads on in a record that goes over several lines. */
  const judgeHeld = (line: Line, { scanner, lines }: Held): void => {
    // Inside a pretty-printed record lines are indented: a brace in the first column is the next
    // record, so the one before was cut.
    if (line.buffer[line.start] === BRACE) {
      abandonHeld();
      judge(line);
      return;
    }
    const text = line.buffer.toString('latin1', line.start, line.end);
    const scan = scanner.feed(`\n${text}`);
    if (scan.state === 'open' && !scan.inString) {
      lines.push(copyLine(line));
    } else if (scan.state === 'closed') {
      const rest = finishHeld(lines, line, line.start + scan.at - 1);
      if (!isBlank(rest)) judge(rest);
    } else {
      abandonHeld();
      judge(line);
    }
  };

  /** Puts the lines of a held record together and gives back what stands behind it. */
  const finishHeld = (lines: readonly Line[], last: Line, end: number): Line => {
    held = undefined;
    const first = lines[0] ?? last;
    const bytes = last.offset + end - last.start - first.offset;
    const record = parseObject(joined([...lines, { ...last, end }]));
    if (record) emit(record, first.number, first.offset, bytes);
    else
      merger.add('not-json', { line: first.number, offset: first.offset, bytes }, lines.length + 1);
    return { ...last, start: end, offset: last.offset + end - last.start };
  };

  /** The record that was held never ended: its first line is torn, the others are judged alone. */
  const abandonHeld = (): void => {
    const lines = held?.lines ?? [];
    held = undefined;
    for (const [i, line] of lines.entries()) {
      if (i === 0) reject('torn', line, line.start, line.end);
      else {
        const open = isBlank(line) ? undefined : takeApart(line, 'torn');
        if (open) reject('torn', open, open.start, open.end);
      }
    }
  };

  const dispatch = (line: Line): void => {
    if (held) judgeHeld(line, held);
    else if (line.start === line.end) return;
    else if (accept && !accept(line.buffer, line.start, line.end)) skipped++;
    else if (isOnly(line, BRACE)) pretty.push(copyLine(line));
    else judge(line);
  };

  /**
   * Takes one more line of a record that began with a lone brace; false when it is none of it.
   * A lone brace ends it, and then one parse of the whole tells what scanning each line would.
   */
  const takePretty = (line: Line): boolean => {
    const first = pretty[0];
    if (first === undefined) return false;
    if (isIndented(line)) {
      pretty.push(copyLine(line));
      return true;
    }
    if (!isOnly(line, CLOSING_BRACE)) return false;
    const record = parseObject(joined([...pretty, line]));
    if (record === undefined) return false;
    pretty = [];
    emit(record, first.number, first.offset, line.offset + 1 - first.offset);
    return true;
  };

  /** The lines were no whole record: each is judged as any other line is. */
  const abandonPretty = (): void => {
    const [first, ...others] = pretty;
    pretty = [];
    if (first) judge(first);
    for (const line of others) dispatch(line);
  };

  const splitter = createLineSplitter(
    {
      onLine(line) {
        const own = line.offset === 0 ? withoutByteOrderMark(line) : line;
        if (takePretty(own)) return;
        abandonPretty();
        dispatch(own);
      },
      onTooLong(place) {
        abandonPretty();
        if (held) abandonHeld();
        merger.add('too-long', place);
      },
    },
    { start, maxLineBytes },
  );

  /**
   * Judges a last line without a line end: whole records at its beginning count, the rest is left
   * for later, because more bytes may change what it is.
   */
  const judgeTail = (tail: Line): Line | undefined => {
    if (held && tail.buffer[tail.start] !== BRACE) {
      const { scanner, lines } = held;
      const scan = scanner.feed(`\n${tail.buffer.toString('latin1', tail.start, tail.end)}`);
      if (scan.state === 'open') return lines[0];
      if (scan.state === 'closed') {
        return judgeTail(finishHeld(lines, tail, tail.start + scan.at - 1));
      }
    }
    if (held) abandonHeld();
    if (isBlank(tail)) return undefined;
    let { start } = tail;
    for (const part of salvage(tail.buffer.subarray(tail.start, tail.end))) {
      if (!part.record || !isBlank({ ...tail, start, end: tail.start + part.start })) break;
      start = tail.start + part.end;
      if (accept?.(tail.buffer, tail.start + part.start, start) === false) skipped++;
      else emit(part.record, tail.number, tail.offset + part.start, part.end - part.start);
    }
    const rest = { ...tail, start, offset: tail.offset + start - tail.start };
    return isBlank(rest) ? undefined : rest;
  };

  return {
    push: splitter.push,
    end() {
      const { tail, position } = splitter.end();
      abandonPretty();
      const own = tail && tail.offset === 0 ? withoutByteOrderMark(tail) : tail;
      const begun = own ? judgeTail(own) : held?.lines[0];
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

function isBlank({ buffer, start, end }: Line): boolean {
  for (let i = start; i < end; i++) {
    const byte = buffer[i];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}

function withoutByteOrderMark(line: Line): Line {
  if (!line.buffer.subarray(line.start, line.end).subarray(0, 3).equals(BYTE_ORDER_MARK))
    return line;
  return { ...line, start: line.start + 3, offset: line.offset + 3 };
}

function isOnly({ buffer, start, end }: Line, byte: number): boolean {
  return end - start === 1 && buffer[start] === byte;
}

function isIndented({ buffer, start, end }: Line): boolean {
  return end > start && (buffer[start] === 0x20 || buffer[start] === 0x09);
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ buffer, start, end }) => buffer.toString('utf8', start, end)).join('\n');
}

/** Keeps a line beyond the life of its chunk. */
function copyLine(line: Line): Line {
  const buffer = Buffer.from(line.buffer.subarray(line.start, line.end));
  return { ...line, buffer, start: 0, end: buffer.length };
}

/** Remains of a record have its braces or its keys; anything else never was one. */
function looksTorn(bytes: Buffer, start: number, end: number): boolean {
  const piece = bytes.subarray(start, end);
  return piece[0] === BRACE || piece[piece.length - 1] === CLOSING_BRACE || piece.includes('":');
}
