// Rows of a `CallBlock` as JSON, with commas between: those of calls, and those of results.
import { putByte } from './writing';

/** Which rows. */
export const CALLS: i32 = 0;
export const RESULTS: i32 = 1;

const CALLS_SIZE: i32 = 0x80000;
const RESULTS_SIZE: i32 = 0x20000;

/** Of each kind, where its memory begins and ends, and where its rows end. */
const STARTS: usize = memory.data(2 * 4);
const LIMITS: usize = memory.data(2 * 4);
const ENDS: usize = memory.data(2 * 4);

/** Says where the memory of rows begins; gives its end. */
export function placeRows(start: i32): i32 {
  return placeKind(RESULTS, placeKind(CALLS, start, CALLS_SIZE), RESULTS_SIZE);
}

function placeKind(kind: i32, start: i32, size: i32): i32 {
  store<i32>(STARTS + kind * 4, start);
  store<i32>(LIMITS + kind * 4, start + size);
  return start + size;
}

export function rowsStart(kind: i32): i32 {
  return load<i32>(STARTS + kind * 4);
}
export function rowsBytes(kind: i32): i32 {
  return load<i32>(ENDS + kind * 4) - rowsStart(kind);
}
/** Forgets all rows behind so many bytes. */
export function keepRows(kind: i32, bytes: i32): void {
  store<i32>(ENDS + kind * 4, rowsStart(kind) + bytes);
}
export function hasRoom(kind: i32, bytes: i32): bool {
  return load<i32>(ENDS + kind * 4) + bytes <= load<i32>(LIMITS + kind * 4);
}
/** Begins a row; gives where its first value goes. It counts once it is ended. */
export function beginRow(kind: i32): i32 {
  let at = load<i32>(ENDS + kind * 4);
  if (at > rowsStart(kind)) at = putByte(at, 0x2c);
  return putByte(at, 0x5b);
}
/** Ends a row behind its last value. */
export function endRow(kind: i32, at: i32): void {
  store<i32>(ENDS + kind * 4, putByte(at, 0x5d));
}
