import { Readable } from 'node:stream';
import { createStyle } from '@cco/terminal';
import type { Io } from './io.ts';

/** A world of its own, with what a command wrote to it. */
export interface CapturedIo {
  readonly io: Io;
  /** What went to standard output so far. */
  out(): string;
  /** What went to standard error so far. */
  err(): string;
}

/**
 * Makes a world for tests of commands: no input, no terminal, 80 columns, no colours, no
 * environment, the beginning of 1970; output is kept.
 *
 * @param parts - What is different.
 *
 * @example
 * const { io, out } = captureIo({ columns: 60 });
 * await runCommand(command, { name: 'demo', version: '1.0.0', argv: ['--help'], io });
 * out(); // the help
 */
export function captureIo(parts: Partial<Io> = {}): CapturedIo {
  let out = '';
  let err = '';
  return {
    out: () => out,
    err: () => err,
    io: {
      stdin: Readable.from([]),
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      env: {},
      cwd: '/',
      now: () => new Date(0),
      style: createStyle(false),
      errStyle: createStyle(false),
      columns: 80,
      isTerminal: false,
      progressStream: { write: () => true },
      ...parts,
    },
  };
}
