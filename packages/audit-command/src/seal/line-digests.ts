import { createHash } from 'node:crypto';
import fs from 'node:fs';

/** Bytes of a line's hash that are kept: a change is missed once in 2^64 times. */
export const DIGEST_BYTES = 8;
const CHUNK = 1024 * 1024;

/**
 * Hashes each whole line of a file; an unfinished last line is left out. Reads in pieces, whatever
 * the length of the file.
 */
export function lineDigests(file: string): Buffer {
  const descriptor = fs.openSync(file, 'r');
  try {
    const digests: Buffer[] = [];
    const chunk = Buffer.allocUnsafe(CHUNK);
    let open = createHash('sha256');
    for (;;) {
      const length = fs.readSync(descriptor, chunk, 0, CHUNK, null);
      if (length === 0) return Buffer.concat(digests);
      let from = 0;
      for (
        let end = chunk.indexOf(0x0a);
        end >= 0 && end < length;
        end = chunk.indexOf(0x0a, from)
      ) {
        open.update(chunk.subarray(from, end));
        digests.push(open.digest().subarray(0, DIGEST_BYTES));
        open = createHash('sha256');
        from = end + 1;
      }
      open.update(chunk.subarray(from, length));
    }
  } finally {
    fs.closeSync(descriptor);
  }
}
