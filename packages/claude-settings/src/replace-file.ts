import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { SettingsError } from './settings-error.ts';

/** A file as it was read, with what a replacement has to keep. */
export interface StoredFile {
  readonly bytes: Buffer;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

const NEW_FILE_MODE = 0o600;

/** Reads a file; undefined when there is none. */
export function contentOf(file: string): StoredFile | undefined {
  try {
    const bytes = fs.readFileSync(file);
    const { mode, uid, gid } = fs.statSync(file);
    return { bytes, mode: mode & 0o7777, uid, gid };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new SettingsError('file', `${file}: ${(error as Error).message}`, { file, cause: error });
  }
}

/** Writes new content for a file beside it, down to the disk, and gives the temporary name. */
export function writeBeside(target: string, content: string, old: StoredFile | undefined): string {
  const name = `.${path.basename(target)}.${randomUUID()}.tmp`;
  const temporary = path.join(path.dirname(target), name);
  const descriptor = fs.openSync(temporary, 'wx', NEW_FILE_MODE);
  try {
    fs.writeFileSync(descriptor, content);
    if (old) keepRights(descriptor, old);
    fs.fsyncSync(descriptor);
  } catch (error) {
    fs.closeSync(descriptor);
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  fs.closeSync(descriptor);
  return temporary;
}

/** Puts a finished file in the place of another, or makes it. */
export function replaceFile(temporary: string, target: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      fs.renameSync(temporary, target);
      break;
    } catch (error) {
      if (attempt === RENAME_ATTEMPTS || !isHeldOpen(error)) throw error;
      sleep(attempt * 10);
    }
  }
  syncFolder(path.dirname(target));
}

/** Keeps the content of a file in a new one beside it, and gives its name. */
export function backUp(target: string, stored: StoredFile, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  for (let number = 1; ; number++) {
    const backup = `${target}.bak-${stamp}${number === 1 ? '' : `-${number}`}`;
    try {
      fs.writeFileSync(backup, stored.bytes, { flag: 'wx', mode: stored.mode & 0o700 });
      return backup;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

const RENAME_ATTEMPTS = 10;

/** Windows refuses to replace a file that another program holds open, if only for a moment. */
function isHeldOpen(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code ?? '');
}

/** `fchown` first: it may clear mode bits. Only root may give files away, so it may fail. */
function keepRights(descriptor: number, old: StoredFile): void {
  if (process.getuid?.() === 0) fs.fchownSync(descriptor, old.uid, old.gid);
  fs.fchmodSync(descriptor, old.mode);
}

/** The new name is safe from a power cut only when its folder is. Not every system can do it. */
function syncFolder(folder: string): void {
  try {
    const descriptor = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    // The file itself is written; there is nothing to add.
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
