// Writes JSON: each function gives back where to go on.
import { endOf, hasText, lengthOf, startOf } from './line-values';

/** More than a row takes besides its texts; attributes take less than two of these. */
export const ROW_FRAME: i32 = 160;

const DIGITS: usize = memory.data(24);

export function put(at: i32, from: i32, length: i32): i32 {
  memory.copy(at, from, length);
  return at + length;
}
export function putByte(at: i32, byte: i32): i32 {
  store<u8>(at, byte);
  return at + 1;
}
export function putComma(at: i32): i32 {
  return putByte(at, 0x2c);
}
export function putNull(at: i32): i32 {
  store<u32>(at, 0x6c6c756e);
  return at + 4;
}
export function putWord(at: i32, word: string): i32 {
  for (let i = 0; i < word.length; i++) store<u8>(at + i, word.charCodeAt(i));
  return at + word.length;
}
export function putToken(at: i32, row: i32): i32 {
  return put(at, startOf(row), lengthOf(row));
}
export function putTextOrNull(at: i32, row: i32): i32 {
  return hasText(row) ? putToken(at, row) : putNull(at);
}
/** Writes what stands between the quotes. */
export function putInner(at: i32, row: i32): i32 {
  return hasText(row) ? put(at, startOf(row) + 1, lengthOf(row) - 2) : at;
}
/** Writes a number that is not negative. */
export function putNumber(at: i32, number: i64): i32 {
  let digit = <i32>DIGITS + 24;
  let left = number;
  do {
    digit--;
    store<u8>(digit, 0x30 + <i32>(left % 10));
    left /= 10;
  } while (left != 0);
  return put(at, digit, <i32>DIGITS + 24 - digit);
}
