// AssemblyScript, compiled to WebAssembly by `scripts/build-assembly.mjs`; see
// `src/store/line-collector.ts`. Takes out of whole lines what the store keeps, without making
// objects of them: the usual lines only. A line that is unusual in any way ends the pass, and is
// left to the caller, who reads it by the rules of `src/store`; what is taken here is what these
// rules would give, and a test compares both.
//
// Memory behind the scanner's own, from the address that `place` is given: PARTS and TEXTS (see
// `take-part.ts`), rows of calls and of results, the remembered folder.
import { NODES, count, scan } from '../../../jsonl-parse/assembly/scan-values';
import { isKnownFolder, placeFolder } from './known-folder';
import {
  beginLine,
  clearBlock,
  is,
  isEscaped,
  isPlain,
  isTrue,
  mayBe,
  nameOf,
  rowAt,
  setSlot,
  slot,
} from './line-values';
import { CALLS, RESULTS, keepRows, placeRows, rowsBytes } from './rows';
import { takeCall } from './take-call';
import { clearParts, placeParts, takePart } from './take-part';
import { takeResult } from './take-result';
import { NO_TIME, UNUSUAL, timeOf } from './time-of';
import * as Name from './value-names';

export { count, scan } from '../../../jsonl-parse/assembly/scan-values';
export { forgetFolder, keepFolder } from './known-folder';
export { rowsBytes, rowsStart } from './rows';
export { parts } from './take-part';

/** What the caller still looks for: a person's prompt; the folder of the session. */
const WANTS_PROMPT: i32 = 1;
const WANTS_FOLDER: i32 = 2;

let taken: i32 = 0;
/** The latest time of a message that was taken, and the time of the line at hand. */
let latest: i64 = NO_TIME;
let lineTime: i64 = NO_TIME;

/** Says where the memory of this module begins; gives its end. */
export function place(start: i32): i32 {
  // What the compiler put in front of the scanner's memory must end there.
  if (<i32>__heap_base > NODES) unreachable();
  return placeFolder(placeRows(placeParts(start)));
}

/** How many lines were taken. */
export function lines(): i32 {
  return taken;
}

/** The latest time of a `user` or `assistant` line that was taken; below 0 when none has one. */
export function latestTime(): f64 {
  return <f64>latest;
}

/**
 * Takes usual lines from `from` on, up to the first that is not, or has no line end.
 *
 * @param line - Number of the first.
 * @param offset - Its offset in the file.
 * @returns Where the first line begins that was not taken.
 */
export function collect(from: i32, to: i32, line: f64, offset: f64, wants: i32): i32 {
  keepRows(CALLS, 0);
  keepRows(RESULTS, 0);
  clearParts();
  taken = 0;
  latest = NO_TIME;
  let start = from;
  while (true) {
    const newline = findNewline(start, to);
    if (newline == -1) return start;
    let stop = newline;
    if (stop > start && load<u8>(stop - 1) == 0x0d) stop--;
    const calls = rowsBytes(CALLS);
    const results = rowsBytes(RESULTS);
    const at = <i64>offset + (start - from);
    if (!scan(start, stop) || !take(stop - start, <i64>line + taken, at, wants)) {
      keepRows(CALLS, calls);
      keepRows(RESULTS, results);
      return start;
    }
    taken++;
    if (lineTime > latest) latest = lineTime;
    start = newline + 1;
  }
}

/** Takes the line that was scanned; false when it is unusual, or there is no room for it. */
function take(bytes: i32, line: i64, offset: i64, wants: i32): bool {
  beginLine();
  lineTime = NO_TIME;
  const type = slot(Name.TYPE);
  if (isEscaped(type)) return false;
  if ((wants & WANTS_FOLDER) != 0 && slot(Name.CWD) != 0 && !isKnownFolder()) return false;
  const isAnswer = is(type, 'assistant');
  if (isAnswer || is(type, 'user')) {
    lineTime = timeOf(slot(Name.TIMESTAMP));
    if (lineTime == UNUSUAL) return false;
    return isAnswer
      ? takeAnswer(lineTime, line, offset)
      : (wants & WANTS_PROMPT) == 0 && takeResults(bytes);
  }
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
    const row = rowAt(i);
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

function takeAnswer(time: i64, line: i64, offset: i64): bool {
  const rank = isTrue(slot(Name.IS_SIDECHAIN)) ? 1 : 0;
  const agent = slot(Name.AGENT_ID);
  if (!isPlain(agent)) return false;
  let first = 0;
  for (let i = 0; i < count(); i++) {
    const row = rowAt(i);
    const name = nameOf(row);
    // An adviser's message is one of its own.
    if (name == Name.ITERATION_TYPE && mayBe(row, 'advisor_message')) return false;
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

function findNewline(start: i32, to: i32): i32 {
  for (let at = start; at < to; at += 16) {
    const newlines = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a)));
    if (newlines == 0) continue;
    const where = at + ctz(newlines);
    return where < to ? where : -1;
  }
  return -1;
}
