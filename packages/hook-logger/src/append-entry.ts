import fs from 'node:fs';
import path from 'node:path';
import { activityFileName } from '@cco/activity-log';
import { dayOf } from '@cco/calendar';
import { makeFolder } from '@cco/claude-paths';
import type { ActivityEntry } from '@cco/jsonl-parse';

const NEW_LINE = 0x0a;
const WAIT_MS = 2;

/**
 * Appends an entry as one line to the log of the local day. Any number of processes may do so at
 * once: the line is written in one call, at the end of the file, wherever that is by then.
 *
 * A line that someone else left unfinished is ended first. A line that cannot be finished here,
 * because the disk is full, is taken back.
 *
 * @param folder - Made when missing, for its owner only.
 * @param now - Chooses the day.
 * @returns The file.
 * @throws Error of the file system; the log is then as it was.
 */
export function appendEntry(folder: string, entry: ActivityEntry, now: Date): string {
  const file = path.join(folder, activityFileName(dayOf(now)));
  const descriptor = openLog(folder, file);
  try {
    const line = Buffer.from(`${lineOf(entry)}\n`);
    writeLine(descriptor, endsInLine(descriptor) ? line : Buffer.concat([newLine(), line]));
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

/**
 * Tells whether a new line can begin at the end of the file. While another process writes, the
 * file may for a moment end inside that line, so an unfinished one gets a second look.
 */
function endsInLine(descriptor: number): boolean {
  if (endsWith(descriptor, newLine())) return true;
  const { size } = fs.fstatSync(descriptor);
  if (size === 0) return true;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  return endsWith(descriptor, newLine());
}

function writeLine(descriptor: number, line: Buffer): void {
  let written = fs.writeSync(descriptor, line);
  try {
    while (written < line.length) {
      if (!endsWith(descriptor, line.subarray(0, written))) {
        throw new Error('another process wrote into the middle of the line');
      }
      written += fs.writeSync(descriptor, line, written);
    }
  } catch (error) {
    takeBack(descriptor, line.subarray(0, written));
    throw error;
  }
}

/** Only as long as it is the last thing in the file: what others wrote stays. */
function takeBack(descriptor: number, fragment: Buffer): void {
  if (!endsWith(descriptor, fragment)) return;
  fs.ftruncateSync(descriptor, fs.fstatSync(descriptor).size - fragment.length);
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
