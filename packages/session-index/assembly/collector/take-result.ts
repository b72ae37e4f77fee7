import { hasText, is, isEscaped, isTrue, lengthOf, slot } from './line-values';
import { RESULTS, beginRow, endRow, hasRoom } from './rows';
import * as Name from './value-names';
import { ROW_FRAME, putNumber, putToken, putWord } from './writing';

/** Takes a block of a user's record, if it is a result. */
export function takeResult(bytes: i32): bool {
  const type = slot(Name.BLOCK_TYPE);
  if (isEscaped(type)) return false;
  if (!is(type, 'tool_result')) return true;
  // The text of a failure tells its kind.
  if (isTrue(slot(Name.BLOCK_IS_ERROR))) return false;
  const id = slot(Name.BLOCK_RESULT_OF);
  if (!hasText(id)) return true;
  if (!hasRoom(RESULTS, lengthOf(id) + ROW_FRAME)) return false;
  const at = putWord(putToken(beginRow(RESULTS), id), ',"ok",null,');
  endRow(RESULTS, putNumber(at, bytes));
  return true;
}
