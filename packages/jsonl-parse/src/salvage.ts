import { type JsonObject, parseObject } from './json-object.ts';
import { createObjectScanner } from './object-scanner.ts';

/** A part of a damaged line: a whole record, or (without `record`) a piece nobody can use. */
export interface Salvaged {
  readonly record?: JsonObject;
  /** Byte index in the line. */
  readonly start: number;
  /** Byte index behind the part. */
  readonly end: number;
  /** The piece is the beginning of a record that more bytes could complete. */
  readonly open?: boolean;
}

const NOT_SPACE = /[^ \t\r\n]/;

/**
 * Finds the whole records in a line that is not one record: several records without a line end
 * between them, and records behind the torn remains of another. An object inside the remains is
 * not a record, but one at the very beginning of the line is, whatever follows: nothing tells
 * that something is missing in front of it. What an unfinished line begins with is found the same before and after the line
 * is completed.
 *
 * The line is scanned as Latin-1, where one character is one byte: the characters that make JSON
 * are ASCII, and positions are byte positions whatever the text is.
 *
 * @returns Every byte of the line is in exactly one part, white space around parts aside.
 */
export function salvage(bytes: Buffer): Salvaged[] {
  const line = bytes.toString('latin1');
  const parts: Salvaged[] = [];
  let unused = 0;
  let openFrom = -1;
  let from = line.indexOf('{');
  while (from !== -1) {
    const scan = createObjectScanner().feed(line, from);
    if (scan.state === 'open') {
      openFrom = from;
      break;
    }
    if (scan.state === 'broken') {
      from = restart(line, from, scan.at);
      continue;
    }
    const isWhole = isBlank(line, unused, from) || isRecordBehind(line, from, scan.at);
    const record = isWhole ? parseObject(bytes.toString('utf8', from, scan.at)) : undefined;
    if (record !== undefined) {
      addPiece(parts, line, unused, from);
      parts.push({ record, start: from, end: scan.at });
      unused = scan.at;
    }
    from = line.indexOf('{', scan.at);
  }
  addPiece(parts, line, unused, line.length, openFrom);
  return parts;
}

/**
 * Where to look for a record after the text stopped being JSON: a record that was appended to a
 * torn one begins at the last brace before the break, because its first key broke the grammar.
 */
function restart(line: string, from: number, brokenAt: number): number {
  const last = line.lastIndexOf('{', brokenAt);
  return last > from ? last : line.indexOf('{', brokenAt + 1);
}

/**
 * Tells a record that follows torn remains from an object inside of them: a record reaches to the
 * end of the line or to the next one. Braces in the remains' text look like an empty object.
 */
function isRecordBehind(line: string, from: number, to: number): boolean {
  if (to - from <= 2) return false;
  for (let i = to; i < line.length; i++) {
    if (NOT_SPACE.test(line.charAt(i))) return line.charAt(i) === '{';
  }
  return true;
}

function isBlank(line: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (NOT_SPACE.test(line.charAt(i))) return false;
  return true;
}

function addPiece(
  parts: Salvaged[],
  line: string,
  from: number,
  to: number,
  openFrom?: number,
): void {
  let [start, end] = [from, to];
  while (start < end && !NOT_SPACE.test(line.charAt(start))) start++;
  while (end > start && !NOT_SPACE.test(line.charAt(end - 1))) end--;
  if (start < end) parts.push({ start, end, open: openFrom === start });
}
