// The `cwd` of the lines so far, and its number among the folders of a `CallBlock`.
import { count, isSame } from '../../../jsonl-parse/assembly/scan-values';
import { lengthOf, nameOf, rowAt, slot, startOf } from './line-values';
import * as Name from './value-names';

/** A `cwd` that is longer is not remembered. */
const LONGEST_CWD: i32 = 1024;

let cwdAt: i32 = 0;
/** Length of the remembered `cwd`; -1: none. */
let cwdLength: i32 = -1;
/** Its number; -1: not known. */
let folder: i32 = -1;
/** It is not the folder that the file belongs to. */
let isOther: bool = false;

/** Says where its memory begins; gives its end. */
export function placeFolder(start: i32): i32 {
  cwdAt = start;
  return cwdAt + LONGEST_CWD + 16;
}

/** Forgets the remembered `cwd`. */
export function forgetFolder(): void {
  cwdLength = -1;
  folder = -1;
  isOther = false;
}

/**
 * Remembers the `cwd` of the line that was scanned last, with its number; -1 when it has none yet.
 *
 * @param other - It is not the folder that the file belongs to.
 */
export function keepFolder(number: i32, other: bool): void {
  cwdLength = -1;
  folder = number;
  isOther = other;
  for (let i = 0; i < count(); i++) {
    const row = rowAt(i);
    if (nameOf(row) != Name.CWD) continue;
    const length = lengthOf(row);
    if (length > LONGEST_CWD) return;
    memory.copy(cwdAt, startOf(row), length);
    cwdLength = length;
  }
}

/** Gives the number of the remembered folder; -1: not known. */
export function folderNumber(): i32 {
  return folder;
}

/** Tells whether the remembered folder is not the one that the file belongs to. */
export function isOtherFolder(): bool {
  return isOther;
}

/** Tells whether the line's folder is the remembered one. */
export function isKnownFolder(): bool {
  const cwd = slot(Name.CWD);
  return lengthOf(cwd) == cwdLength && isSame(startOf(cwd), cwdAt, cwdLength);
}
