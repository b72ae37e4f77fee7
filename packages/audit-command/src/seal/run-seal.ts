import path from 'node:path';
import { formatMinute } from '@cco/calendar';
import { dataFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { count, oneLine } from '@cco/terminal';
import { addSeal } from './add-seal.ts';
import { findSealedFiles } from './find-sealed-files.ts';
import { readSealBook, writeSealBook } from './seal-file.ts';
import { type Breach, type Verification, verifySeals } from './verify-seals.ts';

const BROKEN = 2;

/** Seals what is new, when what is old is as it was. */
export function runSeal({ json }: { readonly json: boolean }, io: Io): number {
  const file = bookFile(io);
  const book = readSealBook(file);
  const verification = verifySeals(book);
  // A file that is gone needs no seal any more; one that was changed must not get a new one.
  const isBroken =
    verification.brokenSeal !== undefined ||
    verification.breaches.some(({ kind }) => kind === 'changed' || kind === 'removed');
  if (isBroken) {
    report(verification, json, io);
    io.err('Nothing was sealed.\n');
    return BROKEN;
  }
  const result = addSeal(book, findSealedFiles(io.env), io.now().toISOString());
  for (const one of result.unreadable) io.err(`${oneLine(one)} cannot be read\n`);
  if (result.seal) writeSealBook(file, result.book);
  const head = result.book.seals.at(-1);
  if (json) {
    io.out(`${JSON.stringify({ sealed: result.seal ?? null, head: head?.hash ?? null, file })}\n`);
    return 0;
  }
  const { seal } = result;
  const done = seal
    ? `Sealed ${count(seal.lines, 'line')} of ${count(seal.files, 'file')}.`
    : 'Nothing new to seal.';
  io.out(`${done}${head ? `\nHash: ${head.hash}` : ''}\n`);
  return 0;
}

/** Holds everything against the seals. */
export function runVerify(
  { json, head }: { readonly json: boolean; readonly head: string | undefined },
  io: Io,
): number {
  const book = readSealBook(bookFile(io));
  if (book.seals.length === 0) {
    throw new UserError('nothing was sealed yet', { hint: 'Run `seal` first.' });
  }
  const verification = verifySeals(book);
  const isHeld = head === undefined || book.seals.some(({ hash }) => hash === head);
  report(verification, json, io, isHeld);
  const isFine =
    isHeld && verification.brokenSeal === undefined && verification.breaches.length === 0;
  return isFine ? 0 : BROKEN;
}

function report(verification: Verification, json: boolean, io: Io, isHeld = true): void {
  const { brokenSeal, breaches, files, lines } = verification;
  if (json) {
    io.out(
      `${JSON.stringify({ ...verification, brokenSeal: brokenSeal ?? null, head: isHeld }, undefined, 2)}\n`,
    );
    return;
  }
  const told = breaches.map((breach) => io.style.red(lineOf(breach)));
  if (brokenSeal !== undefined) {
    told.unshift(
      io.style.red(`The seals themselves were changed, from number ${brokenSeal + 1} on.`),
    );
  }
  if (!isHeld)
    told.unshift(io.style.red('The chain does not hold the given hash: it was made anew.'));
  const what = `${count(lines, 'line')} of ${count(files, 'file')}`;
  const end =
    told.length === 0 ? io.style.green(`${what} are as they were sealed.`) : `Looked at ${what}.`;
  io.out(`${[...told, end].join('\n')}\n`);
}

function lineOf({ file, kind, line, lines, since }: Breach): string {
  const after = `after ${formatMinute(new Date(since))}`;
  const place = oneLine(file);
  if (line === undefined) {
    const how = kind === 'missing' ? 'is not there any more' : 'cannot be read';
    return `${place}: ${how} (${count(lines, 'sealed line')}), ${after}`;
  }
  return `${place}:${line}: ${count(lines, 'line')} ${kind}, ${after}`;
}

function bookFile({ env }: Pick<Io, 'env'>): string {
  return path.join(dataFolder(env), 'audit-seals.json');
}
