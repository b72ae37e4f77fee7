import { folderNumber, isKnownFolder } from './known-folder';
import {
  endOf,
  hasText,
  is,
  isEscaped,
  isTextToken,
  lengthOf,
  nameOf,
  rowAt,
  slot,
  startOf,
} from './line-values';
import { CALLS, beginRow, endRow, hasRoom } from './rows';
import { NO_TIME } from './time-of';
import * as Name from './value-names';
import {
  ROW_FRAME,
  put,
  putByte,
  putComma,
  putNull,
  putNumber,
  putTextOrNull,
  putToken,
  putWord,
} from './writing';

/** A command that is longer is shortened. */
const LONGEST_COMMAND: i32 = 8192;
/** So is any other text over 1024: when all else together is shorter, none is. */
const LONGEST_INPUT: i32 = 1024;

/** Takes a block of an answer, whose values are the rows from `first` to `behind`, if it is a call. */
export function takeCall(first: i32, behind: i32, line: i64, offset: i64, time: i64, rank: i32): bool {
  const type = slot(Name.BLOCK_TYPE);
  if (isEscaped(type)) return false;
  if (!is(type, 'tool_use') && !is(type, 'server_tool_use')) return true;
  const id = slot(Name.BLOCK_ID);
  const tool = slot(Name.BLOCK_NAME);
  if (!hasText(id) || !hasText(tool)) return true;
  const input = slot(Name.BLOCK_INPUT);
  if (input != 0 && load<u8>(startOf(input)) != 0x7b) return false;
  const hasFolder = hasText(slot(Name.CWD));
  if (hasFolder && (folderNumber() < 0 || !isKnownFolder())) return false;
  const agent = slot(Name.AGENT_ID);
  const room = lengthOf(id) + lengthOf(tool) + lengthOf(agent) + lengthOf(input) + ROW_FRAME;
  if (!hasRoom(CALLS, room)) return false;

  let at = putToken(beginRow(CALLS), id);
  at = putComma(at);
  at = putNumber(at, line);
  at = putComma(at);
  at = putNumber(at, offset);
  at = putComma(at);
  at = time == NO_TIME ? putNull(at) : putNumber(at, time);
  at = putComma(at);
  at = putToken(at, tool);
  at = putComma(at);
  at = hasFolder ? putNumber(at, folderNumber()) : putWord(at, '-1');
  at = putComma(at);
  at = putTextOrNull(at, agent);
  at = putComma(at);
  at = putNumber(at, rank);
  at = putComma(at);
  isCut = false;
  at = input == 0 ? putNull(at) : putInput(at, input, first, behind);
  if (at == UNUSUAL_INPUT) return false;
  at = putComma(at);
  endRow(CALLS, putByte(at, isCut ? 0x31 : 0x30));
  return true;
}

const UNUSUAL_INPUT: i32 = -1;
/** Something was left out of the last input. */
let isCut: bool = false;

/** Writes an input without the contents of files and their keys. Numbers stay as they are written. */
function putInput(start: i32, input: i32, first: i32, behind: i32): i32 {
  let at = start;
  let commands = 0;
  let from = startOf(input);
  for (let i = first; i < behind; i++) {
    const row = rowAt(i);
    if (nameOf(row) < Name.COMMANDS) continue;
    if (nameOf(row) < Name.CONTENTS) {
      if (!isTextToken(row) || lengthOf(row) > LONGEST_COMMAND) return UNUSUAL_INPUT;
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
  return at - start - commands > LONGEST_INPUT || !isFlat(start, at) ? UNUSUAL_INPUT : at;
}

/** Tells whether an object has no list and no object in it, nor their signs in a text. */
function isFlat(start: i32, end: i32): bool {
  // Behind the first brace.
  for (let at = start + 1; at < end; at += 16) {
    const block = v128.load(at);
    const signs = i8x16.bitmask(
      v128.or(i8x16.eq(block, i8x16.splat(0x7b)), i8x16.eq(block, i8x16.splat(0x5b))),
    );
    if (signs != 0 && at + ctz(signs) < end) return false;
  }
  return true;
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
