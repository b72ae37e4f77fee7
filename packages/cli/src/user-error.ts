import { stripControls } from '@cco/terminal';
import type { Io } from './io.ts';

/**
 * Something that the user can mend: it is told in one line, with the way to do it right, and
 * without a stack. Any other error is a fault of the program.
 */
export class UserError extends Error {
  /** What to do about it. */
  readonly hint: string | undefined;
  /** @default 1 */
  readonly exitCode: number;

  constructor(message: string, options: { hint?: string | undefined; exitCode?: number } = {}) {
    super(message);
    this.name = 'UserError';
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 1;
  }
}

/** Explains an error on standard error and gives the exit status that goes with it. */
export function tellUserError(error: UserError, program: string, io: Io): number {
  io.err(`${io.errStyle.red(`${program}: ${stripControls(error.message)}`)}\n`);
  if (error.hint) io.err(`${stripControls(error.hint)}\n`);
  return error.exitCode;
}
