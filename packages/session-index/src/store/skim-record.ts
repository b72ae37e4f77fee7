import { type JsonObject, parseObject } from '@cco/jsonl-parse';

/** Values of these keys are long, and hold nothing that the store wants. */
const CUT_KEYS = new Set(['content', 'toolUseResult', 'normalizedMessages']);
const LONGEST_CUT_KEY = Math.max(...[...CUT_KEYS].map((key) => key.length));
const DEEPEST = 200;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/**
 * Parses a record without its long values, several times faster than all of it: the bytes of
 * `content` and the like are checked, but become `null`. Takes only what `JSON.parse` would take.
 *
 * @returns undefined when the bytes are no JSON object, or when in doubt.
 */
export function skimRecord(bytes: Buffer, start: number, end: number): JsonObject | undefined {
  const scan: Scan = { bytes, end, cuts: [], isCutting: false };
  const behind = skipSpace(scan, scanValue(scan, start, 0));
  if (behind !== end) return undefined;
  let text = '';
  let from = start;
  for (let i = 0; i < scan.cuts.length; i += 2) {
    text += `${bytes.toString('utf8', from, scan.cuts[i])}null`;
    from = scan.cuts[i + 1] ?? end;
  }
  return parseObject(text + bytes.toString('utf8', from, end));
}

interface Scan {
  readonly bytes: Buffer;
  readonly end: number;
  /** Begin and end of each value that is cut out, in turn. */
  readonly cuts: number[];
  isCutting: boolean;
}

/** What a scanning function gives instead of the index behind what it scanned. */
const BROKEN = Number.POSITIVE_INFINITY;

function scanValue(scan: Scan, from: number, depth: number): number {
  const { bytes } = scan;
  const at = skipSpace(scan, from);
  if (at >= scan.end || depth > DEEPEST) return BROKEN;
  const byte = bytes[at];
  if (byte === QUOTE) return scanString(scan, at);
  if (byte === OPENING_BRACE) return scanObject(scan, at, depth);
  if (byte === OPENING_BRACKET) return scanArray(scan, at, depth);
  return scanLiteral(scan, at);
}

function scanObject(scan: Scan, from: number, depth: number): number {
  const { bytes, end } = scan;
  let at = skipSpace(scan, from + 1);
  if (bytes[at] === CLOSING_BRACE && at < end) return at + 1;
  for (;;) {
    if (at >= end || bytes[at] !== QUOTE) return BROKEN;
    const keyEnd = scanString(scan, at);
    const colon = skipSpace(scan, keyEnd);
    if (colon >= end || bytes[colon] !== COLON) return BROKEN;
    const isCut = !scan.isCutting && isCutKey(bytes, at + 1, keyEnd - 1);
    if (isCut) scan.isCutting = true;
    const valueEnd = scanValue(scan, colon + 1, depth + 1);
    if (isCut) {
      scan.cuts.push(colon + 1, valueEnd);
      scan.isCutting = false;
    }
    at = skipSpace(scan, valueEnd);
    if (at >= end) return BROKEN;
    if (bytes[at] === CLOSING_BRACE) return at + 1;
    if (bytes[at] !== COMMA) return BROKEN;
    at = skipSpace(scan, at + 1);
  }
}

function scanArray(scan: Scan, from: number, depth: number): number {
  const { bytes, end } = scan;
  let at = skipSpace(scan, from + 1);
  if (bytes[at] === CLOSING_BRACKET && at < end) return at + 1;
  for (;;) {
    at = skipSpace(scan, scanValue(scan, at, depth + 1));
    if (at >= end) return BROKEN;
    if (bytes[at] === CLOSING_BRACKET) return at + 1;
    if (bytes[at] !== COMMA) return BROKEN;
    at++;
  }
}

/** JSON allows no control characters in a string, and few characters behind a backslash. */
function scanString({ bytes, end }: Scan, from: number): number {
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at + 1;
    if (byte < 0x20) return BROKEN;
    if (byte !== BACKSLASH) continue;
    at++;
    if (at >= end) return BROKEN;
    const kind = ESCAPES[bytes[at] as number] as number;
    if (kind === 0) return BROKEN;
    if (kind === 1) continue;
    for (const last = at + 4; at < last; ) {
      at++;
      if (at >= end || HEX[bytes[at] as number] === 0) return BROKEN;
    }
  }
  return BROKEN;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Numbers, true, false and null: short, so that their text can be looked at. */
function scanLiteral({ bytes, end }: Scan, from: number): number {
  let at = from;
  let isDigits = true;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === COMMA || byte === CLOSING_BRACE || byte === CLOSING_BRACKET || byte <= 0x20) break;
    if (byte < 0x30 || byte > 0x39) isDigits = false;
    at++;
  }
  if (isDigits && at > from && (bytes[from] !== 0x30 || at === from + 1)) return at;
  const text = bytes.toString('latin1', from, at);
  const isValue = text === 'null' || text === 'true' || text === 'false' || NUMBER.test(text);
  return isValue ? at : BROKEN;
}

function skipSpace({ bytes, end }: Scan, from: number): number {
  let at = from;
  while (at < end) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x0a) break;
    at++;
  }
  return at;
}

function isCutKey(bytes: Buffer, from: number, to: number): boolean {
  const length = to - from;
  return (
    length <= LONGEST_CUT_KEY && length >= 7 && CUT_KEYS.has(bytes.toString('latin1', from, to))
  );
}

/** By byte: 0 for no escape, 1 for a short one, 2 for `u`. */
const ESCAPES = new Uint8Array(256);
for (const character of '"\\/bfnrt') ESCAPES[character.charCodeAt(0)] = 1;
ESCAPES[0x75] = 2;

const HEX = new Uint8Array(256);
for (const character of '0123456789abcdefABCDEF') HEX[character.charCodeAt(0)] = 1;
