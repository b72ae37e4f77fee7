import fs from 'node:fs';
import os from 'node:os';

/** Where text of the process goes: standard output or standard error. */
export interface Output {
  /** Whether it is a terminal. */
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** Told when text cannot be written. */
export type OnError = (error: NodeJS.ErrnoException) => void;

/**
 * Opens standard output (1) or standard error (2). Node's own streams load what sockets and
 * terminals need: 4 to 7 ms, a fifth of a short command. Where text goes to a pipe or a file, it is
 * written without them.
 */
export function openOutput(fd: 1 | 2, onError: OnError): Output {
  let stream = isPlain(fd) ? undefined : openStream(fd, onError);
  return {
    isTTY: stream?.isTTY === true,
    columns: stream?.columns || undefined,
    write(text) {
      const rest = stream ? text : writeNow(fd, text, onError);
      if (rest.length === 0) return;
      // A pipe that takes no more for now (another process has set it so): a stream can wait.
      stream ??= openStream(fd, onError);
      stream.write(rest);
    },
  };
}

function openStream(fd: 1 | 2, onError: OnError): NodeJS.WriteStream {
  return (fd === 1 ? process.stdout : process.stderr).on('error', onError);
}

/** Whether it is a pipe, a file or the null device. On Windows streams know more about pipes. */
function isPlain(fd: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isCharacterDevice()) return stat.isFIFO() || stat.isSocket() || stat.isFile();
    return stat.rdev === fs.statSync(os.devNull).rdev;
  } catch {
    return false;
  }
}

/** Writes what can be written at once; gives the bytes that are left because there was no room. */
function writeNow(fd: number, text: string, onError: OnError): Uint8Array {
  let rest: Uint8Array = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(fs.writeSync(fd, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return rest;
    onError(error as NodeJS.ErrnoException);
  }
  return new Uint8Array();
}
