import { type JsonObject, parseObject } from './json-object.ts';
import { createObjectScanner } from './object-scanner.ts';

/** A part of a damaged line: a whole record, or (without `record`) a piece nobody can use. */
export interface Salvaged {
  readonly record?: JsonObject;
  /** The record's JSON. */
  readonly text?: string;
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
 * not a record. One at the very beginning of the line is, whatever follows: nothing tells that
 * something is missing in front of it.
 *
 * The line is scanned as Latin-1, where one character is one byte: the characters that make JSON
 * are ASCII, and positions are byte positions whatever the text is.
 *
 * @param isInside - The line is known to be a part of a torn record, so that no object at its
 * beginning is a record. @default false
 * @returns Every byte of the line is in exactly one part, white space around parts aside.
 */
export function salvage(bytes: Buffer, isInside = false): Salvaged[] {
  const line = bytes.toString('latin1');
  const parts: Salvaged[] = [];
  let unused = skipSpace(line, 0);
  let openFrom = -1;
  let mayBegin = !isInside;
  let from = line.indexOf('{');
  while (from !== -1) {
    const scan = createObjectScanner().feed(line, from);
    if (scan.state === 'open') {
      if (from === unused) openFrom = scan.inString ? braceAtEnd(line, from) : from;
      break;
    }
    if (scan.state === 'broken') {
      from = restart(line, from, scan.at);
      continue;
    }
    const isWhole = from === unused ? mayBegin : isRecordBehind(line, from, scan.at);
    const text = isWhole ? bytes.toString('utf8', from, scan.at) : '';
    const record = isWhole ? parseObject(text) : undefined;
    if (record !== undefined) {
      addPiece(parts, line, unused, from);
      parts.push({ record, text, start: from, end: scan.at });
      unused = skipSpace(line, scan.at);
      mayBegin = true;
    }
    from = line.indexOf('{', scan.at);
  }
  addPiece(parts, line, unused, openFrom === -1 ? line.length : openFrom);
  if (openFrom !== -1) addPiece(parts, line, openFrom, line.length, true);
  return parts;
}

/**
 * A record that was cut inside a string may have a pretty-printed one appended to it, of which
 * this line holds the first brace.
 */
function braceAtEnd(line: string, from: number): number {
  const last = line.trimEnd().length - 1;
  return last > from && line.charAt(last) === '{' ? last : from;
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
  const next = skipSpace(line, to);
  return next === line.length || line.charAt(next) === '{';
}

function skipSpace(line: string, from: number): number {
  let at = from;
  while (at < line.length && !NOT_SPACE.test(line.charAt(at))) at++;
  return at;
}

function addPiece(parts: Salvaged[], line: string, from: number, to: number, open = false): void {
  const start = skipSpace(line, from);
  let end = to;
  while (end > start && !NOT_SPACE.test(line.charAt(end - 1))) end--;
  if (start < end) parts.push({ start, end, open });
}
