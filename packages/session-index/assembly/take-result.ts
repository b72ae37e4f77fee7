// Results of tool calls, as rows of a `CallBlock` with commas between.
import { hasText, is, isEscaped, isTrue, lengthOf, slot } from './line-values';
import * as Name from './value-names';
import { ROW_FRAME, putByte, putComma, putNull, putNumber, putToken, putWord } from './writing';

const RESULTS_SIZE: i32 = 0x20000;

let resultsAt: i32 = 0;
let resultsEnd: i32 = 0;

/** Says where the memory of results begins; gives its end. */
export function placeResults(start: i32): i32 {
  resultsAt = start;
  return resultsAt + RESULTS_SIZE;
}
export function resultsStart(): i32 {
  return resultsAt;
}
export function resultsBytes(): i32 {
  return resultsEnd - resultsAt;
}
/** Forgets all results behind so many bytes. */
export function keepResults(bytes: i32): void {
  resultsEnd = resultsAt + bytes;
}

/** Takes a block of a user's record, if it is a result. */
export function takeResult(bytes: i32): bool {
  const type = slot(Name.BLOCK_TYPE);
  if (isEscaped(type)) return false;
  if (!is(type, 'tool_result')) return true;
  // The text of a failure tells its kind.
  if (isTrue(slot(Name.BLOCK_IS_ERROR))) return false;
  const id = slot(Name.BLOCK_RESULT_OF);
  if (!hasText(id)) return true;
  if (resultsEnd + lengthOf(id) + ROW_FRAME > resultsAt + RESULTS_SIZE) return false;
  let at = resultsEnd;
  if (at > resultsAt) at = putByte(at, 0x2c);
  at = putByte(at, 0x5b);
  at = putToken(at, id);
  at = putWord(at, ',"ok",null,');
  at = putNumber(at, bytes);
  resultsEnd = putByte(at, 0x5d);
  return true;
}
