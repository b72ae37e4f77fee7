import { digits, isNull, isTextToken, lengthOf, startOf } from './line-values';

export const NO_TIME: i64 = -1;
export const UNUSUAL: i64 = -2;

/** Reads a time as Claude Code writes it, `2026-01-31T12:34:56.789Z`, from 1970 on. */
export function timeOf(row: i32): i64 {
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
  if (!isShaped || year < 1970 || month < 1 || month > 12) return UNUSUAL;
  // As for `Date.parse`, a day that a month does not have is one of the next.
  if (day < 1 || day > 31) return UNUSUAL;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return UNUSUAL;
  if (second < 0 || second > 59 || milli < 0) return UNUSUAL;
  // Years begin in March, so that a leap day is the last of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const era = shifted / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  const days = era * 146097 + dayOfEra - 719468;
  return days * 86400000 + ((hour * 60 + minute) * 60 + second) * 1000 + milli;
}
