import fs from 'node:fs';

const FIRST_BYTES = 64 * 1024;
const WAIT_MS = 2;

/**
 * Reads standard input to its end, synchronously: for a process that does nothing else, this
 * starts no stream machinery.
 *
 * @param descriptor - @default standard input
 * @param mostBytes - What is read beyond is thrown away. @default no limit
 * @throws RangeError when there are more bytes; it has been read to its end all the same, since
 * nobody wants to write into a closed pipe.
 */
export function readInput(descriptor = 0, mostBytes = Number.POSITIVE_INFINITY): string {
  let buffer = Buffer.allocUnsafe(FIRST_BYTES);
  let length = 0;
  let isTooLong = false;
  for (;;) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], length * 2);
    const read = readSome(descriptor, buffer, length);
    if (read === 0) break;
    length += read;
    if (length > mostBytes) {
      isTooLong = true;
      length = 0;
    }
  }
  if (isTooLong) throw new RangeError(`the input is longer than ${mostBytes} bytes`);
  return buffer.toString('utf8', 0, length);
}

function readSome(descriptor: number, buffer: Buffer, offset: number): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, buffer, offset, buffer.length - offset, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows reports the end of a pipe as an error.
      if (code === 'EOF') return 0;
      // A pipe that is set to not block has nothing yet.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
  }
}
