import fs from 'node:fs';

const WAIT_MS = 2;
const MOST_WAITS = 500;

/**
 * Writes a hook's answer to standard output as a whole, synchronously: a pipe may take a part, or
 * nothing yet.
 *
 * @throws when nobody listens, or takes anything for a second.
 */
export function writeOutput(text: string): void {
  const bytes = Buffer.from(text);
  let waits = 0;
  for (let written = 0; written < bytes.length; ) {
    try {
      written += fs.writeSync(1, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || ++waits > MOST_WAITS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
  }
}
