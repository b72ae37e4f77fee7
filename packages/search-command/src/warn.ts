import type { Io } from '@cco/cli';
import { oneLine } from '@cco/terminal';

/** Tells on standard error what does not keep the command from answering. */
export function warn(io: Io, text: string): void {
  io.err(`${io.errStyle.yellow(oneLine(text))}\n`);
}
