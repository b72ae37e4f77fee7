// Values of the line that was scanned last, by their rows; a row of 0 stands for one that is missing.
import { ESCAPED, FOUND, FOUND_ROW, count } from '../../../jsonl-parse/assembly/scan-values';
import * as Name from './value-names';

/** Of each name up to that of a block, the row of its value in the line. */
const SLOTS: usize = memory.data((Name.BLOCK + 1) * 4);
/** So many digits are a count that no request exceeds. */
const MOST_DIGITS: i32 = 12;

export function rowAt(index: i32): i32 {
  return FOUND + index * FOUND_ROW;
}
/** Finds the values of the line, but for those of blocks. */
export function beginLine(): void {
  memory.fill(SLOTS, 0, (Name.BLOCK + 1) * 4);
  for (let i = 0; i < count(); i++) {
    const row = rowAt(i);
    if (nameOf(row) < Name.BLOCK_TYPE) setSlot(nameOf(row), row);
  }
}
export function slot(name: i32): i32 {
  return load<i32>(<i32>SLOTS + name * 4);
}
export function setSlot(name: i32, row: i32): void {
  store<i32>(<i32>SLOTS + name * 4, row);
}
export function clearBlock(): void {
  memory.fill(SLOTS + Name.BLOCK_TYPE * 4, 0, (Name.BLOCK - Name.BLOCK_TYPE) * 4);
}
export function nameOf(row: i32): i32 {
  return load<i32>(row) & 0xff;
}
export function startOf(row: i32): i32 {
  return load<i32>(row, 4);
}
export function endOf(row: i32): i32 {
  return load<i32>(row, 8);
}
export function lengthOf(row: i32): i32 {
  return row == 0 ? 0 : endOf(row) - startOf(row);
}
export function isTextToken(row: i32): bool {
  return row != 0 && load<u8>(startOf(row)) == 0x22;
}
export function hasText(row: i32): bool {
  return isTextToken(row) && lengthOf(row) > 2;
}
export function isEscaped(row: i32): bool {
  return row != 0 && (load<i32>(row) & ESCAPED) != 0;
}
export function isNull(row: i32): bool {
  return row != 0 && load<u8>(startOf(row)) == 0x6e;
}
export function isTrue(row: i32): bool {
  return row != 0 && load<u8>(startOf(row)) == 0x74;
}
/** Tells whether a value is missing, null or a text that can be copied as it stands. */
export function isPlain(row: i32): bool {
  return row == 0 || isNull(row) || (isTextToken(row) && !isEscaped(row));
}
export function is(row: i32, word: string): bool {
  if (!isTextToken(row) || lengthOf(row) != word.length + 2) return false;
  const at = startOf(row) + 1;
  for (let i = 0; i < word.length; i++) {
    if (load<u8>(at + i) != word.charCodeAt(i)) return false;
  }
  return true;
}
export function mayBe(row: i32, word: string): bool {
  return isEscaped(row) || is(row, word);
}
/** Reads a counter; a negative number when it is unusual. */
export function counterOf(row: i32): f64 {
  if (row == 0 || isNull(row)) return 0;
  const length = lengthOf(row);
  return length > MOST_DIGITS ? -1 : <f64>digits(startOf(row), length);
}
/** Reads so many digits; a negative number when some are none. */
export function digits(at: i32, length: i32): i64 {
  let number: i64 = 0;
  for (let i = 0; i < length; i++) {
    const digit = <i64>load<u8>(at + i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
