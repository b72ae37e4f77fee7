import { type JsonObject, parseObject } from './json-object.ts';
import { bytesOf, copyLine, type Line, lineFrom, textOf } from './line.ts';
import { createObjectScanner } from './object-scanner.ts';

/** A record that goes over several lines, followed from its first line on. */
export interface SpreadRecord {
  /** The lines so far; the chunks they came in may be gone. */
  readonly lines: readonly Line[];
  /**
   * Takes the next line: it continues the record, ends it, or is none of it.
   *
   * @param isWhole - False for a last line that may still grow. @default true
   */
  take(line: Line, isWhole?: boolean): 'continued' | 'other' | EndedRecord;
}

/** A spread record with its last line. */
export interface EndedRecord {
  /** Undefined when it has the grammar of an object, but no value of JSON. */
  readonly record: JsonObject | undefined;
  readonly text: string;
  readonly bytes: number;
  /** What stands behind the record on its last line. */
  readonly rest: Line;
}

const BRACE = 0x7b;

/** No printed record is longer; what goes on and on is a torn one in front of other text. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Begins a spread record with a line that is the beginning of an object.
 *
 * @returns undefined when the line ends inside a string: a string cannot go over a line end, so
 * the record was cut there.
 */
export function beginSpreadRecord(first: Line): SpreadRecord | undefined {
  const scanner = createObjectScanner();
  const begun = scanner.feed(bytesOf(first));
  if (begun.state !== 'open' || begun.inString) return undefined;
  const lines = [copyLine(first)];
  return {
    lines,
    take(line, isWhole = true) {
      // Pretty-printers indent: a brace in the first column begins the next record, so this one
      // was cut.
      if (line.buffer[line.start] === BRACE || line.offset - first.offset > LONGEST) return 'other';
      const scan = scanner.feed(`\n${bytesOf(line)}`);
      if (scan.state === 'broken' || (scan.state === 'open' && scan.inString && isWhole))
        return 'other';
      if (scan.state === 'open') {
        lines.push(copyLine(line));
        return 'continued';
      }
      const rest = lineFrom(line, line.start + scan.at - 1);
      const last = { ...line, end: rest.start };
      const text = [...lines, last].map(textOf).join('\n');
      return {
        record: parseObject(text),
        text,
        bytes: rest.offset - first.offset,
        rest,
      };
    },
  };
}
