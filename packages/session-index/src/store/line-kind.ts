import { FACT_MARKERS } from '../transcript-facts.ts';

/**
 * What a line is to the store: a record to parse (`record`), a user's record, of which results of
 * tools are wanted (`user`), or nothing.
 */
export type LineKind = 'record' | 'user' | 'nothing';

const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** Beginnings of records of which the store wants nothing. */
const NOTHING = [
  'queue-operation',
  'file-history-snapshot',
  'file-history-delta',
  'last-prompt',
].map((type) => Buffer.from(`{"type":"${type}"`));
/** How most records of a conversation begin. */
const CHAIN = Buffer.from('{"parentUuid"');
const MARKERS = ['"usage"', 'tool_use"', '"tool_result"', '"cost-state"', ...FACT_MARKERS].map(
  (marker) => Buffer.from(marker),
);

/**
 * Tells from the raw bytes of a line what it can hold, many times faster than parsing it. Markers
 * are keys or values with their quotes: inside of a string these would be escaped. A line that does
 * not begin and end like a record has to be parsed: it is damaged, or a part of a record.
 */
export function kindOfLine(bytes: Buffer, start: number, end: number): LineKind {
  if (bytes[start] !== OPENING_BRACE || bytes[end - 1] !== CLOSING_BRACE) return 'record';
  if (startsWith(bytes, start, CHAIN)) {
    const kind = kindOfChain(bytes, start, end);
    if (kind !== undefined) return kind;
  } else if (NOTHING.some((beginning) => startsWith(bytes, start, beginning))) {
    return isOne(bytes, start, end) ? 'nothing' : 'record';
  }
  const line = bytes.subarray(start, end);
  return MARKERS.some((marker) => line.includes(marker)) ? 'record' : 'nothing';
}

const TYPE = Buffer.from('"type":');
const USER = Buffer.from('"user"');
const SYSTEM = Buffer.from('"system"');
const ATTACHMENT = Buffer.from('"attachment":{');
const MESSAGE = Buffer.from('"message":');
const DATA = Buffer.from('"data":{"type":"');
const AGENT = Buffer.from('agent_progress"');
const NEXT_RECORD = Buffer.from('}{"');

/**
 * Looks at the plain fields of a record in front of the first nested one: records of users say
 * there what they are, those of answers have their message first, and progress its data.
 *
 * @returns undefined when that does not tell.
 */
function kindOfChain(bytes: Buffer, start: number, end: number): LineKind | undefined {
  for (let at = start + 1; at < end && bytes[at] === QUOTE; at++) {
    const key = at;
    if (startsWith(bytes, at, TYPE)) {
      if (startsWith(bytes, at + TYPE.length, USER)) return 'user';
      if (startsWith(bytes, at + TYPE.length, SYSTEM)) {
        return isOne(bytes, start, end) ? 'nothing' : 'record';
      }
    }
    at = behindText(bytes, at, end) + 1;
    const byte = bytes[at];
    if (byte === OPENING_BRACE || byte === OPENING_BRACKET) {
      if (startsWith(bytes, key, MESSAGE)) return 'record';
      if (startsWith(bytes, key + DATA.length, AGENT)) return 'record';
      if (!startsWith(bytes, key, DATA) && !startsWith(bytes, key, ATTACHMENT)) return undefined;
      return isOne(bytes, start, end) ? 'nothing' : 'record';
    }
    if (byte === QUOTE) at = behindText(bytes, at, end);
    else while (at < end && bytes[at] !== COMMA) at++;
    if (bytes[at] !== COMMA) return undefined;
  }
  return undefined;
}

/** Tells a record from several on one line, or from one in which a text ends like a record. */
function isOne(bytes: Buffer, start: number, end: number): boolean {
  return !bytes.subarray(start, end).includes(NEXT_RECORD);
}

/** Gives the index behind a string; the end when it has an escape. */
function behindText(bytes: Buffer, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    if (bytes[at] === QUOTE) return at + 1;
    if (bytes[at] === BACKSLASH) return end;
  }
  return end;
}

export function startsWith(bytes: Buffer, at: number, beginning: Buffer): boolean {
  for (let i = 0; i < beginning.length; i++) if (bytes[at + i] !== beginning[i]) return false;
  return true;
}
