import type { Io } from '@cco/cli';
import type { SessionIndex } from '@cco/session-index';
import { oneLine } from '@cco/terminal';

/** Tells on standard error what does not keep the command from answering. */
export function warn(io: Io, text: string): void {
  io.err(`${io.errStyle.yellow(oneLine(text))}\n`);
}

/** Tells what happened to the index, and what could not be read for it. */
export function warnOf(
  { notes, problems }: Pick<SessionIndex, 'notes' | 'problems'>,
  io: Io,
): void {
  for (const note of notes) warn(io, note);
  for (const { file, message } of problems) warn(io, `skipped: ${file}: ${message}`);
}
