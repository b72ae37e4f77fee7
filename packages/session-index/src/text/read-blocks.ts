import fs from 'node:fs';
import { LONGEST_NEEDLE } from './block-search.ts';

/** So much is read at once: what a processor's cache holds is searched faster. */
export const BLOCK_BYTES = 256 * 1024;
/** What may stand across the end of a block. */
const KEPT_BYTES = LONGEST_NEEDLE - 1;

/**
 * Reads a file into a block, again and again. Each block begins with the end of the one before, so
 * that a needle stands in one of them as a whole.
 *
 * @param look - Told how many bytes of the block are read, and where they begin in the file; false
 * ends the reading.
 * @returns False when the file could not be read to its end, or to where `look` ended it.
 */
export function readBlocks(
  file: string,
  block: Buffer,
  look: (length: number, offset: number) => boolean,
): boolean {
  const isRead = withFile(file, (descriptor) => {
    let kept = 0;
    for (let at = 0; ; ) {
      const read = fs.readSync(descriptor, block, kept, block.length - kept, at);
      const length = kept + read;
      if (read === 0 || !look(length, at - kept)) return true;
      at += read;
      kept = Math.min(KEPT_BYTES, length);
      block.copyWithin(0, length - kept, length);
    }
  });
  return isRead ?? false;
}

/** Opens a file for a while. Undefined when it cannot be opened or read. */
export function withFile<Result>(
  file: string,
  use: (descriptor: number) => Result,
): Result | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, 'r');
    return use(descriptor);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
