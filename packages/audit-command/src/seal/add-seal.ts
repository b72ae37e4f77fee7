import { DIGEST_BYTES, lineDigests } from './line-digests.ts';
import { type Seal, type SealBook, type SealedFile, sealHash } from './seal-file.ts';

/** Puts all lines that are new under a seal. Nothing new makes no seal. */
export function addSeal(
  book: SealBook,
  files: readonly string[],
  time: string,
): {
  readonly book: SealBook;
  readonly seal: Seal | undefined;
  readonly unreadable: readonly string[];
} {
  const index = book.seals.length;
  const all: Record<string, SealedFile> = { ...book.files };
  const added: { file: string; digests: Buffer }[] = [];
  const unreadable: string[] = [];
  for (const file of files) {
    const before = Buffer.from(all[file]?.digests ?? '', 'base64');
    let now: Buffer;
    try {
      now = lineDigests(file);
    } catch {
      unreadable.push(file);
      continue;
    }
    if (now.length <= before.length) continue;
    const digests = now.subarray(before.length);
    added.push({ file, digests });
    all[file] = {
      parts: [...(all[file]?.parts ?? []), [index, digests.length / DIGEST_BYTES]],
      digests: Buffer.concat([before, digests]).toString('base64'),
    };
  }
  if (added.length === 0) return { book, seal: undefined, unreadable };
  const lines = added.reduce((sum, { digests }) => sum + digests.length / DIGEST_BYTES, 0);
  const hash = sealHash(book.seals.at(-1)?.hash ?? '', time, added);
  const seal = { time, files: added.length, lines, hash };
  return { book: { ...book, seals: [...book.seals, seal], files: all }, seal, unreadable };
}
