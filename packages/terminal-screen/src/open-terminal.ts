import fs from 'node:fs';
import tty from 'node:tty';
import type { Terminal } from './screen.ts';

/** The terminal that a person sits at, whatever the standard streams are. */
export interface OpenTerminal extends Terminal {
  readonly input: tty.ReadStream;
  readonly output: tty.WriteStream;
  /** Closes what was opened for it. */
  close(): void;
}

const CONTROLLING = '/dev/tty';

/**
 * Finds the terminal to draw on and to read keys from, when standard output is for the result, as
 * in `$(…)`: standard error and standard input, each when it is a terminal, else the terminal that
 * controls the process.
 *
 * @returns Undefined when there is none, or when it cannot place its cursor (`TERM=dumb`).
 */
export function openTerminal(
  env: Readonly<Record<string, string | undefined>> = process.env,
): OpenTerminal | undefined {
  if (env['TERM'] === 'dumb') return undefined;
  const opened: (tty.ReadStream | tty.WriteStream)[] = [];
  const close = () => {
    for (const stream of opened) stream.destroy();
  };
  const open = <Stream extends tty.ReadStream | tty.WriteStream>(
    flags: 'r' | 'w',
    make: (descriptor: number) => Stream,
  ): Stream => {
    const stream = make(fs.openSync(CONTROLLING, flags));
    opened.push(stream);
    return stream;
  };
  try {
    const input = process.stdin.isTTY
      ? process.stdin
      : open('r', (descriptor) => new tty.ReadStream(descriptor));
    const output =
      [process.stderr, process.stdout].find(({ isTTY }) => isTTY) ??
      open('w', (descriptor) => new tty.WriteStream(descriptor));
    return { input, output, close };
  } catch {
    close();
    return undefined;
  }
}
