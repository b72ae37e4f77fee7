// AssemblyScript, compiled to WebAssembly by `scripts/build-assembly.mjs`; see
// `src/store/line-collector.ts`. Takes out of whole lines what the store keeps, without making
// objects of them: the usual lines only. A line that is unusual in any way ends the pass, and is
// left to the caller, who reads it by the rules of `src/store`; what is taken here is what these
// rules would give, and a test compares both.
//
// Memory behind the scanner's own, from the address that `place` is given:
//   CALLS    tool calls as JSON, rows of a `CallBlock`, with commas between
//   RESULTS  results of tool calls, likewise
//   PARTS    a row for each message: see `takePart`
//   TEXTS    keys and attributes of the messages
import {
  count,
  ESCAPED,
  FOUND,
  FOUND_ROW,
  isSame,
  scan,
} from '../../jsonl-parse/assembly/scan-values';
import * as Name from './value-names';

export { count, isAscii, isKept, scan } from '../../jsonl-parse/assembly/scan-values';

const CALLS_SIZE: i32 = 0x80000;
const RESULTS_SIZE: i32 = 0x20000;
const PARTS_SIZE: i32 = 0x10000;
const TEXTS_SIZE: i32 = 0x20000;
const PART_ROW: i32 = 96;
/** A `cwd` that is longer is not remembered. */
const LONGEST_CWD: i32 = 1024;
/** A command that is longer is shortened; other texts in an input may be, when all are longer. */
const LONGEST_COMMAND: i32 = 8192;
const LONGEST_INPUT: i32 = 1024;
/** More than the numbers, commas and brackets of a row take. */
const ROW_FRAME: i32 = 160;
/** So many digits are a count that no request exceeds. */
const MOST_DIGITS: i32 = 12;

/** What the caller still looks for: a person's prompt; the folder of the session. */
const WANTS_PROMPT: i32 = 1;
const WANTS_FOLDER: i32 = 2;

/** Of each name, the row of its value in the line; 0: it has none. */
const SLOTS: usize = memory.data(64 * 4);
const DIGITS: usize = memory.data(24);

let callsAt: i32 = 0;
let resultsAt: i32 = 0;
let partsAt: i32 = 0;
let textsAt: i32 = 0;
let cwdAt: i32 = 0;

let callsEnd: i32 = 0;
let resultsEnd: i32 = 0;
let partsEnd: i32 = 0;
let textsEnd: i32 = 0;
let taken: i32 = 0;
/** Length of the remembered `cwd`; -1: none. */
let cwdLength: i32 = -1;
/** Its number among the folders of the block; -1: not known. */
let folder: i32 = -1;

/** Says where the memory of this module begins; it is behind the end that is given back. */
export function place(start: i32): i32 {
  partsAt = start;
  callsAt = partsAt + PARTS_SIZE;
  resultsAt = callsAt + CALLS_SIZE;
  textsAt = resultsAt + RESULTS_SIZE;
  cwdAt = textsAt + TEXTS_SIZE;
  return cwdAt + LONGEST_CWD + 16;
}

export function lines(): i32 {
  return taken;
}
export function parts(): i32 {
  return (partsEnd - partsAt) / PART_ROW;
}
export function callsBytes(): i32 {
  return callsEnd - callsAt;
}
export function resultsBytes(): i32 {
  return resultsEnd - resultsAt;
}
export function callsStart(): i32 {
  return callsAt;
}
export function resultsStart(): i32 {
  return resultsAt;
}

/** Forgets the remembered `cwd`. */
export function forgetFolder(): void {
  cwdLength = -1;
}

/** Remembers the `cwd` of the line that was scanned last, with its number; -1 when it has none yet. */
export function keepFolder(number: i32): void {
  cwdLength = -1;
  folder = number;
  for (let i = 0; i < count(); i++) {
    const row = FOUND + i * FOUND_ROW;
    if ((load<i32>(row) & 0xff) != Name.CWD) continue;
    const length = lengthOf(row);
    if (length > LONGEST_CWD) return;
    memory.copy(cwdAt, load<i32>(row, 4), length);
    cwdLength = length;
  }
}

/**
 * Takes usual lines from `from` on, up to the first that is not, or has no line end.
 *
 * @param line - Number of the first.
 * @param offset - Its offset in the file.
 * @returns Where the first line begins that was not taken.
 */
export function collect(from: i32, to: i32, line: i32, offset: f64, wants: i32): i32 {
  callsEnd = callsAt;
  resultsEnd = resultsAt;
  partsEnd = partsAt;
  textsEnd = textsAt;
  taken = 0;
  let start = from;
  while (true) {
    const newline = findNewline(start, to);
    if (newline == -1) return start;
    let stop = newline;
    if (stop > start && load<u8>(stop - 1) == 0x0d) stop--;
    const calls = callsEnd;
    const results = resultsEnd;
    const at = <i64>offset + (start - from);
    if (!scan(start, stop) || !take(stop - start, line + taken, at, wants)) {
      callsEnd = calls;
      resultsEnd = results;
      return start;
    }
    taken++;
    start = newline + 1;
  }
}

/** Takes the line that was scanned; false when it is unusual, or there is no room for it. */
function take(bytes: i32, line: i32, offset: i64, wants: i32): bool {
  memory.fill(SLOTS, 0, 64 * 4);
  for (let i = 0; i < count(); i++) {
    const row = FOUND + i * FOUND_ROW;
    const name = nameOf(row);
    if (name == Name.ITERATION_TYPE && mayBe(row, 'advisor_message')) return false;
    if (name < Name.BLOCK_TYPE) setSlot(name, row);
  }
  const type = slot(Name.TYPE);
  if (isEscaped(type)) return false;
  if ((wants & WANTS_FOLDER) != 0 && slot(Name.CWD) != 0 && !isKnownFolder()) return false;
  if (is(type, 'assistant')) return takeAnswer(line, offset);
  if (is(type, 'user')) return (wants & WANTS_PROMPT) == 0 && takeResults(bytes);
  if (is(type, 'progress')) return !mayBe(slot(Name.DATA_TYPE), 'agent_progress');
  return !(
    is(type, 'custom-title') ||
    is(type, 'ai-title') ||
    is(type, 'summary') ||
    is(type, 'relocated') ||
    is(type, 'worktree-state') ||
    is(type, 'cost-state')
  );
}

function takeResults(bytes: i32): bool {
  for (let i = 0; i < count(); i++) {
    const row = FOUND + i * FOUND_ROW;
    const name = nameOf(row);
    if (name != Name.BLOCK) {
      if (name >= Name.BLOCK_TYPE && name < Name.BLOCK) setSlot(name, row);
      continue;
    }
    if (!takeResult(bytes)) return false;
    clearBlock();
  }
  return true;
}

function takeResult(bytes: i32): bool {
  const type = slot(Name.BLOCK_TYPE);
  if (isEscaped(type)) return false;
  if (!is(type, 'tool_result')) return true;
  // The text of a failure tells its kind.
  if (isTrue(slot(Name.BLOCK_IS_ERROR))) return false;
  const id = slot(Name.BLOCK_RESULT_OF);
  if (isEscaped(id)) return false;
  if (!hasText(id)) return true;
  if (resultsEnd + lengthOf(id) + ROW_FRAME > resultsAt + RESULTS_SIZE) return false;
  let at = resultsEnd;
  if (at > resultsAt) at = putByte(at, 0x2c);
  at = putByte(at, 0x5b);
  at = putToken(at, id);
  // ,"ok",null,
  store<u64>(at, 0x6e2c226b6f222c);
  at = putNull(at + 6);
  at = putByte(at, 0x2c);
  at = putNumber(at, bytes);
  resultsEnd = putByte(at, 0x5d);
  return true;
}

function takeAnswer(line: i32, offset: i64): bool {
  const time = timeOf(slot(Name.TIMESTAMP));
  if (time == UNUSUAL) return false;
  const rank = isTrue(slot(Name.IS_SIDECHAIN)) ? 1 : 0;
  const agent = slot(Name.AGENT_ID);
  if (!isPlain(agent)) return false;
  let first = 0;
  for (let i = 0; i < count(); i++) {
    const row = FOUND + i * FOUND_ROW;
    const name = nameOf(row);
    if (name < Name.BLOCK_TYPE) {
      first = i + 1;
      continue;
    }
    if (name != Name.BLOCK) {
      if (name < Name.BLOCK) setSlot(name, row);
      continue;
    }
    if (!takeCall(first, i, line, offset, time, rank)) return false;
    clearBlock();
    first = i + 1;
  }
  return takePart(time, rank);
}

/** Takes a block of an answer, whose values are the rows from `first` to `behind`, if it is a call. */
function takeCall(first: i32, behind: i32, line: i32, offset: i64, time: i64, rank: i32): bool {
  const type = slot(Name.BLOCK_TYPE);
  if (isEscaped(type)) return false;
  if (!is(type, 'tool_use') && !is(type, 'server_tool_use')) return true;
  const id = slot(Name.BLOCK_ID);
  const tool = slot(Name.BLOCK_NAME);
  if (isEscaped(id) || isEscaped(tool)) return false;
  if (!hasText(id) || !hasText(tool)) return true;
  const input = slot(Name.BLOCK_INPUT);
  if (input != 0 && load<u8>(startOf(input)) != 0x7b) return false;
  const hasFolder = hasText(slot(Name.CWD));
  if (hasFolder && (folder < 0 || !isKnownFolder())) return false;
  const agent = slot(Name.AGENT_ID);
  const room = lengthOf(id) + lengthOf(tool) + lengthOf(agent) + lengthOf(input) + ROW_FRAME;
  if (callsEnd + room > callsAt + CALLS_SIZE) return false;

  let at = callsEnd;
  if (at > callsAt) at = putByte(at, 0x2c);
  at = putByte(at, 0x5b);
  at = putToken(at, id);
  at = putComma(at);
  at = putNumber(at, line);
  at = putComma(at);
  at = putNumber(at, offset);
  at = putComma(at);
  at = time == NO_TIME ? putNull(at) : putNumber(at, time);
  at = putComma(at);
  at = putToken(at, tool);
  at = putComma(at);
  at = hasFolder ? putNumber(at, folder) : putWord(at, '-1');
  at = putComma(at);
  at = putTextOrNull(at, agent);
  at = putComma(at);
  at = putNumber(at, rank);
  at = putComma(at);
  const inputAt = at;
  let isCut = false;
  let commands = 0;
  if (input == 0) at = putNull(at);
  else {
    // The contents of files, with their keys, are left out.
    let from = startOf(input);
    for (let i = first; i < behind; i++) {
      const row = FOUND + i * FOUND_ROW;
      if (nameOf(row) < Name.COMMANDS) continue;
      if (nameOf(row) < Name.CONTENTS) {
        if (!isTextToken(row) || lengthOf(row) > LONGEST_COMMAND) return false;
        commands += lengthOf(row);
        continue;
      }
      isCut = true;
      const key = keyBefore(startOf(row));
      const comma = beforeBlanks(key) - 1;
      if (comma >= from && load<u8>(comma) == 0x2c) {
        at = put(at, from, comma - from);
        from = endOf(row);
      } else {
        at = put(at, from, key - from);
        from = behindBlanks(endOf(row));
        if (load<u8>(from) == 0x2c) from++;
      }
    }
    at = put(at, from, endOf(input) - from);
    if (at - inputAt - commands > LONGEST_INPUT || !isFlat(inputAt, at)) return false;
  }
  at = putComma(at);
  at = putByte(at, isCut ? 0x31 : 0x30);
  callsEnd = putByte(at, 0x5d);
  return true;
}

/** Tells whether an object has no list, no object, and no escape that may spell a key. */
function isFlat(start: i32, end: i32): bool {
  // Behind the first brace.
  for (let at = start + 1; at < end; at += 16) {
    const block = v128.load(at);
    let special = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(block, i8x16.splat(0x7b)), i8x16.eq(block, i8x16.splat(0x5b))),
        i8x16.eq(block, i8x16.splat(0x5c)),
      ),
    );
    while (special != 0) {
      const where = at + ctz(special);
      if (where >= end) break;
      if (load<u8>(where) != 0x5c || load<u8>(where, 1) == 0x75) return false;
      special &= special - 1;
    }
  }
  return true;
}

/**
 * Takes what an answer says of its message: a row of its time (NaN: none) and seven counters as
 * 64-bit floats, then as 32-bit numbers its rank, whether it is final, and addresses and lengths of
 * its key and its attributes.
 */
function takePart(time: i64, rank: i32): bool {
  const usage = slot(Name.USAGE);
  const model = slot(Name.MODEL);
  if (usage == 0) return true;
  if (load<u8>(startOf(usage)) != 0x7b) return false;
  if (!isPlain(model)) return false;
  if (is(model, '<synthetic>')) return true;
  if (slot(Name.FORKED_FROM) != 0 || slot(Name.COST_USD) != 0) return false;
  let sum: f64 = 0;
  for (let name: i32 = Name.INPUT_TOKENS; name <= Name.WEB_SEARCHES; name++) {
    const counter = counterOf(slot(name));
    if (counter < 0) return false;
    sum += counter;
  }
  if (sum == 0) return true;

  const id = slot(Name.MESSAGE_ID);
  const request = slot(Name.REQUEST_ID);
  const session = slot(Name.SESSION_ID);
  const agent = slot(Name.AGENT_ID);
  if (!hasText(id) || isEscaped(id) || !isPlain(request) || !isPlain(session)) return false;
  let attributes = 0;
  for (let name: i32 = Name.ATTRIBUTION_AGENT; name <= Name.ATTRIBUTION_MCP_SERVER; name++) {
    if (!isPlain(slot(name))) return false;
    attributes += lengthOf(slot(name));
  }
  for (let name: i32 = Name.SPEED; name <= Name.INFERENCE_GEO; name++) {
    if (!isPlain(slot(name))) return false;
    attributes += lengthOf(slot(name));
  }
  const key = lengthOf(id) + lengthOf(request) + lengthOf(session) + lengthOf(agent);
  const room = key + attributes + lengthOf(model) + lengthOf(agent) + 2 * ROW_FRAME;
  if (textsEnd + room > textsAt + TEXTS_SIZE) return false;
  if (partsEnd + PART_ROW > partsAt + PARTS_SIZE) return false;

  const keyAt = textsEnd;
  let at = putByte(putInner(keyAt, id), 0x0a);
  if (hasText(request)) at = putInner(at, request);
  else {
    at = putByte(at, 0x0a);
    at = putInner(at, session);
    at = putByte(at, 0x0a);
    at = putInner(at, agent);
  }
  const keyLength = at - keyAt;
  const isFinal = isTextToken(slot(Name.STOP_REASON)) ? 1 : 0;
  const last = partsEnd - PART_ROW;
  if (
    last >= partsAt &&
    time != NO_TIME &&
    <f64>time >= load<f64>(last) &&
    load<i32>(last, 64) == rank &&
    load<i32>(last, 76) == keyLength &&
    isSame(load<i32>(last, 72), keyAt, keyLength)
  ) {
    // The line before speaks for the message.
    for (let i: i32 = 0; i < 7; i++) {
      const counter = counterOf(slot(Name.INPUT_TOKENS + i));
      const where = last + 8 + i * 8;
      if (counter > load<f64>(where)) store<f64>(where, counter);
    }
    if (isFinal) store<i32>(last, 1, 68);
    return true;
  }

  let attributesAt = at;
  at = putAttributes(at);
  const attributesLength = at - attributesAt;
  if (
    last >= partsAt &&
    load<i32>(last, 84) == attributesLength &&
    isSame(load<i32>(last, 80), attributesAt, attributesLength)
  ) {
    at = attributesAt;
    attributesAt = load<i32>(last, 80);
  }
  textsEnd = at;
  store<f64>(partsEnd, time == NO_TIME ? NaN : <f64>time);
  for (let i: i32 = 0; i < 7; i++) {
    store<f64>(partsEnd + 8 + i * 8, counterOf(slot(Name.INPUT_TOKENS + i)));
  }
  store<i32>(partsEnd, rank, 64);
  store<i32>(partsEnd, isFinal, 68);
  store<i32>(partsEnd, keyAt, 72);
  store<i32>(partsEnd, keyLength, 76);
  store<i32>(partsEnd, attributesAt, 80);
  store<i32>(partsEnd, attributesLength, 84);
  partsEnd += PART_ROW;
  return true;
}

/** Writes `MessageAttributes` as JSON. */
function putAttributes(start: i32): i32 {
  const model = slot(Name.MODEL);
  let at = putWord(start, '{"model":');
  at = hasText(model) ? putToken(at, model) : putWord(at, '""');
  at = putTextOrNull(putWord(at, ',"speed":'), slot(Name.SPEED));
  at = putTextOrNull(putWord(at, ',"serviceTier":'), slot(Name.SERVICE_TIER));
  at = putTextOrNull(putWord(at, ',"inferenceGeo":'), slot(Name.INFERENCE_GEO));
  at = putTextOrNull(putWord(at, ',"agentId":'), slot(Name.AGENT_ID));
  at = putTextOrNull(putWord(at, ',"agent":'), slot(Name.ATTRIBUTION_AGENT));
  at = putTextOrNull(putWord(at, ',"skill":'), slot(Name.ATTRIBUTION_SKILL));
  at = putTextOrNull(putWord(at, ',"mcpServer":'), slot(Name.ATTRIBUTION_MCP_SERVER));
  return putByte(at, 0x7d);
}

const NO_TIME: i64 = -1;
const UNUSUAL: i64 = -2;

/** Reads a time as Claude Code writes it, `2026-01-31T12:34:56.789Z`, from 1970 on. */
function timeOf(row: i32): i64 {
  if (row == 0 || isNull(row)) return NO_TIME;
  if (lengthOf(row) != 26 || !isTextToken(row)) return UNUSUAL;
  const at = startOf(row) + 1;
  const isShaped =
    load<u8>(at, 4) == 0x2d &&
    load<u8>(at, 7) == 0x2d &&
    load<u8>(at, 10) == 0x54 &&
    load<u8>(at, 13) == 0x3a &&
    load<u8>(at, 16) == 0x3a &&
    load<u8>(at, 19) == 0x2e &&
    load<u8>(at, 23) == 0x5a;
  const year = digits(at, 4);
  const month = digits(at + 5, 2);
  const day = digits(at + 8, 2);
  const hour = digits(at + 11, 2);
  const minute = digits(at + 14, 2);
  const second = digits(at + 17, 2);
  const milli = digits(at + 20, 3);
  if (!isShaped || year < 1970 || month < 1 || month > 12 || day < 1 || day > 28 + 3)
    return UNUSUAL;
  // What a month of 31 days has too much is left to the caller.
  if (day > 28 && !(month != 2 && (day < 31 || isLong(month)))) return UNUSUAL;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return UNUSUAL;
  if (second < 0 || second > 59 || milli < 0) return UNUSUAL;
  // Years begin in March, so that a leap day is the last of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const era = shifted / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  const days = era * 146097 + dayOfEra - 719468;
  return <i64>days * 86400000 + <i64>((hour * 60 + minute) * 60 + second) * 1000 + milli;
}

function isLong(month: i32): bool {
  return month < 8 ? (month & 1) == 1 : (month & 1) == 0;
}

/** Reads so many digits; a negative number when some are none. */
function digits(at: i32, length: i32): i32 {
  let number = 0;
  for (let i = 0; i < length; i++) {
    const digit = <i32>load<u8>(at + i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Reads a counter; a negative number when it is unusual. */
function counterOf(row: i32): f64 {
  if (row == 0 || isNull(row)) return 0;
  const length = lengthOf(row);
  if (length > MOST_DIGITS) return -1;
  let number: i64 = 0;
  for (let i = 0; i < length; i++) {
    const digit = <i64>load<u8>(startOf(row) + i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return <f64>number;
}

function findNewline(start: i32, to: i32): i32 {
  for (let at = start; at < to; at += 16) {
    const newlines = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a)));
    if (newlines == 0) continue;
    const where = at + ctz(newlines);
    return where < to ? where : -1;
  }
  return -1;
}

function isKnownFolder(): bool {
  const cwd = slot(Name.CWD);
  return lengthOf(cwd) == cwdLength && isSame(startOf(cwd), cwdAt, cwdLength);
}

/** Gives where the key of a value begins; it has no escapes. */
function keyBefore(value: i32): i32 {
  const colon = beforeBlanks(value) - 1;
  let at = beforeBlanks(colon) - 2;
  while (load<u8>(at) != 0x22) at--;
  return at;
}

function beforeBlanks(end: i32): i32 {
  let at = end;
  while (load<u8>(at - 1) <= 0x20) at--;
  return at;
}

function behindBlanks(start: i32): i32 {
  let at = start;
  while (load<u8>(at) <= 0x20) at++;
  return at;
}

// Values of the line, by their rows; a row of 0 stands for a value that is missing.

function slot(name: i32): i32 {
  return load<i32>(<i32>SLOTS + name * 4);
}
function setSlot(name: i32, row: i32): void {
  store<i32>(<i32>SLOTS + name * 4, row);
}
function clearBlock(): void {
  memory.fill(SLOTS + Name.BLOCK_TYPE * 4, 0, (Name.BLOCK - Name.BLOCK_TYPE) * 4);
}
function nameOf(row: i32): i32 {
  return load<i32>(row) & 0xff;
}
function startOf(row: i32): i32 {
  return load<i32>(row, 4);
}
function endOf(row: i32): i32 {
  return load<i32>(row, 8);
}
function lengthOf(row: i32): i32 {
  return row == 0 ? 0 : endOf(row) - startOf(row);
}
function isTextToken(row: i32): bool {
  return row != 0 && load<u8>(startOf(row)) == 0x22;
}
function hasText(row: i32): bool {
  return isTextToken(row) && lengthOf(row) > 2;
}
function isEscaped(row: i32): bool {
  return row != 0 && (load<i32>(row) & ESCAPED) != 0;
}
function isNull(row: i32): bool {
  return row != 0 && load<u8>(startOf(row)) == 0x6e;
}
function isTrue(row: i32): bool {
  return row != 0 && load<u8>(startOf(row)) == 0x74;
}
/** Tells whether a value is missing, null or a text that can be copied as it stands. */
function isPlain(row: i32): bool {
  return row == 0 || isNull(row) || (isTextToken(row) && !isEscaped(row));
}
function is(row: i32, word: string): bool {
  if (!isTextToken(row) || lengthOf(row) != word.length + 2) return false;
  const at = startOf(row) + 1;
  for (let i = 0; i < word.length; i++) {
    if (load<u8>(at + i) != word.charCodeAt(i)) return false;
  }
  return true;
}
function mayBe(row: i32, word: string): bool {
  return isEscaped(row) || is(row, word);
}

// Writing: each gives back where to go on.

function put(at: i32, from: i32, length: i32): i32 {
  memory.copy(at, from, length);
  return at + length;
}
function putByte(at: i32, byte: i32): i32 {
  store<u8>(at, byte);
  return at + 1;
}
function putComma(at: i32): i32 {
  return putByte(at, 0x2c);
}
function putNull(at: i32): i32 {
  store<u32>(at, 0x6c6c756e);
  return at + 4;
}
function putWord(at: i32, word: string): i32 {
  for (let i = 0; i < word.length; i++) store<u8>(at + i, word.charCodeAt(i));
  return at + word.length;
}
function putToken(at: i32, row: i32): i32 {
  return put(at, startOf(row), lengthOf(row));
}
function putTextOrNull(at: i32, row: i32): i32 {
  return hasText(row) ? putToken(at, row) : putNull(at);
}
/** Writes what stands between the quotes. */
function putInner(at: i32, row: i32): i32 {
  return hasText(row) ? put(at, startOf(row) + 1, lengthOf(row) - 2) : at;
}
/** Writes a number that is not negative. */
function putNumber(at: i32, number: i64): i32 {
  let digit = <i32>DIGITS + 24;
  let left = number;
  do {
    digit--;
    store<u8>(digit, 0x30 + <i32>(left % 10));
    left /= 10;
  } while (left != 0);
  return put(at, digit, <i32>DIGITS + 24 - digit);
}
