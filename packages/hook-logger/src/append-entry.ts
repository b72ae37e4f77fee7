import fs from 'node:fs';
import path from 'node:path';
import { activityFileName } from '@cco/activity-log';
import { dayOf } from '@cco/calendar';
import { makeFolder } from '@cco/claude-paths';
import type { ActivityEntry } from '@cco/jsonl-parse';

const NEW_LINE = 0x0a;
const WAIT_MS = 2;
/** A busy machine may stop a process in the middle of its line for a while. */
const LOOKS = 20;
const MOST_WRITES = 1_000;

/**
 * Appends an entry as one line to the log of the local day. Any number of processes may do so at
 * once: the line is written in one call, at the end of the file, wherever that is by then.
 *
 * A line that someone else left unfinished is ended first. A line that cannot be finished here,
 * because the disk is full, stays unfinished: readers skip it and report it.
 *
 * @param folder - Made when missing, for its owner only.
 * @param now - Chooses the day.
 * @returns The file.
 * @throws Error of the file system; the log then holds a part of the line, or nothing of it.
 */
export function appendEntry(folder: string, entry: ActivityEntry, now: Date): string {
  const file = path.join(folder, activityFileName(dayOf(now)));
  const descriptor = openLog(folder, file);
  try {
    const line = Buffer.from(`${lineOf(entry)}\n`);
    writeLine(descriptor, onOwnLine(descriptor, line));
  } finally {
    fs.closeSync(descriptor);
  }
  return file;
}

/**
 * Writes an entry as one line of JSON, without its newline. Everything that some program takes
 * for a line end or a control character is escaped.
 */
export function lineOf(entry: ActivityEntry): string {
  return JSON.stringify(entry).replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Mostly the folder is there, so it is made only when the file cannot be opened. */
function openLog(folder: string, file: string): number {
  try {
    return fs.openSync(file, 'a+', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFolder(folder);
    return fs.openSync(file, 'a+', 0o600);
  }
}

/** Ends a line that is unfinished before another begins. */
function onOwnLine(descriptor: number, line: Buffer): Buffer {
  return endsInLine(descriptor) ? line : Buffer.concat([newLine(), line]);
}

/**
 * Whether a new line can begin at the end of the file. While another process writes, the file may for
 * a moment end inside that line, so an unfinished one is looked at again.
 */
function endsInLine(descriptor: number): boolean {
  for (let look = 1; ; look++) {
    if (endsWith(descriptor, newLine()) || fs.fstatSync(descriptor).size === 0) return true;
    if (look === LOOKS) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  }
}

/**
 * Writes a line that may be written in parts. Nothing is ever cut off the file, which others write
 * too: when one of them wrote behind a part, the whole line follows, and readers skip the part.
 */
function writeLine(descriptor: number, line: Buffer): void {
  let rest = line;
  for (let times = 1; rest.length > 0; times++) {
    const written = fs.writeSync(descriptor, rest);
    if (written === rest.length) return;
    if (times === MOST_WRITES) throw new Error('the line could not be written as a whole');
    const isLast = endsWith(descriptor, rest.subarray(0, written));
    rest = isLast ? rest.subarray(written) : onOwnLine(descriptor, line);
  }
}

/** Devices have no size and never end with anything. */
function endsWith(descriptor: number, bytes: Buffer): boolean {
  const { size } = fs.fstatSync(descriptor);
  if (size < bytes.length) return false;
  const tail = Buffer.alloc(bytes.length);
  fs.readSync(descriptor, tail, 0, tail.length, size - tail.length);
  return tail.equals(bytes);
}

function newLine(): Buffer {
  return Buffer.from([NEW_LINE]);
}
