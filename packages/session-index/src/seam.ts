import fs from 'node:fs';
import { createHash } from './hash.ts';

const SEAM_BYTES = 256;

/** Hashes the last bytes of an open file before an offset. */
export function seamAt(descriptor: number, offset: number): string {
  const hash = createHash();
  const length = Math.min(SEAM_BYTES, offset);
  const bytes = Buffer.allocUnsafe(length);
  const read = fs.readSync(descriptor, bytes, 0, length, offset - length);
  hash.addText(bytes.toString('latin1', 0, read));
  return hash.digest();
}

/** Tells whether a file still begins with what was read of it: an inode may be used again. */
export function beginsAsRead(
  { path, size }: { readonly path: string; readonly size: number },
  { next, seam }: { readonly next: { readonly offset: number }; readonly seam: string },
): boolean {
  if (next.offset === 0 || size < next.offset) return false;
  try {
    const descriptor = fs.openSync(path, 'r');
    try {
      return seamAt(descriptor, next.offset) === seam;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
