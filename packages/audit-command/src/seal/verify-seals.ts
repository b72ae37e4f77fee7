import { DIGEST_BYTES, lineDigests } from './line-digests.ts';
import { type SealBook, type SealedFile, sealHash } from './seal-file.ts';

/** Something that is not as it was sealed. */
export interface Breach {
  readonly file: string;
  readonly kind: 'changed' | 'removed' | 'missing' | 'unreadable';
  /** First line that is not as it was, from 1; undefined for a whole file. */
  readonly line: number | undefined;
  /** How many lines, the first among them. */
  readonly lines: number;
  /** Time of the seal that the line stands under: it was changed after that. */
  readonly since: string;
}

/** What holding the files against the seals brought. */
export interface Verification {
  /** Index of the first seal whose own hash is wrong: the book was changed. */
  readonly brokenSeal: number | undefined;
  readonly breaches: readonly Breach[];
  readonly files: number;
  readonly lines: number;
}

/** Holds files against the seals. */
export function verifySeals(book: SealBook): Verification {
  const breaches: Breach[] = [];
  let lines = 0;
  for (const [file, sealed] of Object.entries(book.files)) {
    lines += sealed.parts.reduce((sum, [, count]) => sum + count, 0);
    breaches.push(...verifyFile(file, sealed, book));
  }
  return { brokenSeal: brokenSeal(book), breaches, files: Object.keys(book.files).length, lines };
}

function verifyFile(file: string, { parts, digests: text }: SealedFile, book: SealBook): Breach[] {
  const sealed = Buffer.from(text, 'base64');
  const count = sealed.length / DIGEST_BYTES;
  const sinceOf = (line: number): string => {
    let last = 0;
    for (const [seal, lines] of parts) {
      last += lines;
      if (line <= last) return book.seals[seal]?.time ?? '';
    }
    return '';
  };
  let current: Buffer;
  try {
    current = lineDigests(file);
  } catch (error) {
    const kind = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
    return [{ file, kind, line: undefined, lines: count, since: sinceOf(count) }];
  }
  const at = (buffer: Buffer, line: number) =>
    buffer.subarray((line - 1) * DIGEST_BYTES, line * DIGEST_BYTES);
  const now = current.length / DIGEST_BYTES;
  let line = 1;
  while (line <= count && line <= now && at(sealed, line).equals(at(current, line))) line++;
  if (line > count) return [];
  // What is the same at the end again tells lines that were changed from lines that are gone.
  if (now < count && line > now) {
    return [{ file, kind: 'removed', line, lines: count - now, since: sinceOf(line) }];
  }
  const found: Breach[] = [];
  const removed = removedAt(sealed, current, line);
  if (removed > 0) return [{ file, kind: 'removed', line, lines: removed, since: sinceOf(line) }];
  for (; line <= count; line++) {
    if (line <= now && at(sealed, line).equals(at(current, line))) continue;
    const last = found.at(-1);
    const since = sinceOf(line);
    const kind = line <= now ? 'changed' : 'removed';
    if (
      last &&
      last.kind === kind &&
      last.since === since &&
      (last.line ?? 0) + last.lines === line
    ) {
      found[found.length - 1] = { ...last, lines: last.lines + 1 };
    } else found.push({ file, kind, line, lines: 1, since });
  }
  return found;
}

/** How many lines from `line` on are gone, when all behind them are there; 0 when it is not so. */
function removedAt(sealed: Buffer, current: Buffer, line: number): number {
  const rest = current.subarray((line - 1) * DIGEST_BYTES);
  const before = sealed.subarray((line - 1) * DIGEST_BYTES);
  for (let gone = 1; gone * DIGEST_BYTES < before.length; gone++) {
    const behind = before.subarray(gone * DIGEST_BYTES);
    if (rest.length >= behind.length && rest.subarray(0, behind.length).equals(behind)) return gone;
  }
  return 0;
}

function brokenSeal({ seals, files }: SealBook): number | undefined {
  const added: { file: string; digests: Buffer }[][] = seals.map(() => []);
  for (const [file, { parts, digests: text }] of Object.entries(files)) {
    const digests = Buffer.from(text, 'base64');
    let from = 0;
    for (const [seal, lines] of parts) {
      const to = from + lines * DIGEST_BYTES;
      added[seal]?.push({ file, digests: digests.subarray(from, to) });
      from = to;
    }
  }
  let previous = '';
  for (const [index, { time, hash }] of seals.entries()) {
    if (sealHash(previous, time, added[index] ?? []) !== hash) return index;
    previous = hash;
  }
  return undefined;
}
