import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '@cco/claude-paths';
import { UserError } from '@cco/cli';
import { oneLine } from '@cco/terminal';

/** One sealing: what came to it, hashed together with the sealing before. */
export interface Seal {
  /** ISO 8601. */
  readonly time: string;
  readonly files: number;
  readonly lines: number;
  readonly hash: string;
}

/** A file under seal. */
export interface SealedFile {
  /** Lines that each seal added: index of the seal, number of lines. */
  readonly parts: readonly (readonly [seal: number, lines: number])[];
  /** Hashes of the lines, one after another, as base64. */
  readonly digests: string;
}

/** All sealings and what they cover. */
export interface SealBook {
  readonly version: 1;
  readonly seals: readonly Seal[];
  /** By absolute path. */
  readonly files: Readonly<Record<string, SealedFile>>;
}

const EMPTY: SealBook = { version: 1, seals: [], files: {} };

/** Reads the book; an empty one where there is none. */
export function readSealBook(file: string): SealBook {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY;
    throw new UserError(`${oneLine(file)} cannot be read: ${oneLine((error as Error).message)}`);
  }
  const book = parse(text);
  if (!book) {
    throw new UserError(`${oneLine(file)} is damaged: the seals cannot be checked`, {
      hint: 'That is a finding of its own. Move the file away to begin a new chain.',
    });
  }
  return book;
}

/** Writes the book: whole, or not at all. */
export function writeSealBook(file: string, book: SealBook): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    makeFolder(path.dirname(file));
    fs.writeFileSync(temporary, `${JSON.stringify(book)}\n`, { mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw new UserError(`${oneLine(file)} cannot be written: ${oneLine((error as Error).message)}`);
  }
}

/** Hashes a sealing: the hash before, its time, and each file with the hashes of its new lines. */
export function sealHash(
  previous: string,
  time: string,
  added: readonly { readonly file: string; readonly digests: Buffer }[],
): string {
  const hash = createHash('sha256').update(`${previous}\n${time}\n`);
  const sorted = [...added].sort((a, b) => (a.file < b.file ? -1 : 1));
  for (const { file, digests } of sorted) {
    hash.update(`${JSON.stringify(file)} ${digests.toString('base64')}\n`);
  }
  return hash.digest('hex');
}

function parse(text: string): SealBook | undefined {
  try {
    const value = JSON.parse(text) as SealBook;
    const isBook =
      value.version === 1 &&
      Array.isArray(value.seals) &&
      Object.values(value.files).every(
        ({ parts, digests }) => Array.isArray(parts) && typeof digests === 'string',
      );
    return isBook ? value : undefined;
  } catch {
    return undefined;
  }
}
