import type { Key } from './key.ts';
import { createKeyDecoder } from './key-decoder.ts';
import { enterScreen, type Place, type Terminal } from './screen.ts';

/** Room on a terminal, in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Signals that end a program on a screen. */
export type EndSignal = (typeof SIGNALS)[number];

/** What a program on a screen does about what happens. */
export interface ScreenProgram<Result> {
  /** Called once the screen is taken. Whatever it starts, `stop` has to end. */
  start(stage: Stage<Result>): void;
  onKeys(keys: readonly Key[]): void;
  /** The terminal has another size, or its content was lost. */
  onResize(): void;
  /** What a signal, or the end of the keyboard (`SIGHUP`), results in. */
  onSignal(signal: EndSignal): Result;
  /** Called when the screen is given back, however it came to that. */
  stop?(): void;
}

/** What a program can do with the screen it runs on. */
export interface Stage<Result> {
  size(): Size;
  draw(lines: readonly string[], cursor?: Place | undefined): void;
  /** Ends the program. */
  end(result: Result): void;
  /** Ends it with an error. */
  fail(error: unknown): void;
  /**
   * Gives the terminal to something else, a pager or an editor, until that is done. Ctrl-C is then
   * for the other program.
   */
  lend(work: () => Promise<void>): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Sequences of a key arrive together, also over a slow line. */
const ESCAPE_MS = 50;
const FALLBACK_SIZE = { columns: 80, rows: 24 };

/**
 * Runs a program that has the whole terminal, until it ends itself, fails, or a signal ends it. The
 * terminal is given back in any case, also when the process crashes or calls `process.exit`.
 */
export async function runOnScreen<Result>(
  terminal: Terminal,
  program: ScreenProgram<Result>,
): Promise<Result> {
  const { input, output } = terminal;
  const decoder = createKeyDecoder();
  let screen = enterScreen(terminal);
  let keyTimer: NodeJS.Timeout | undefined;
  let isLent = false;
  let isOver = false;
  let endOfInput: () => void = () => {};

  const leave = () => screen.leave();
  const onKeys = (keys: readonly Key[]) => {
    if (keys.length > 0) program.onKeys(keys);
  };
  const onData = (data: Buffer | string) => {
    clearTimeout(keyTimer);
    onKeys(decoder.push(data));
    if (decoder.isWaiting) keyTimer = setTimeout(() => onKeys(decoder.flush()), ESCAPE_MS);
  };
  const onResize = () => {
    if (!isLent) program.onResize();
  };
  const listen = () => {
    input.on('data', onData);
    input.on('error', endOfInput);
    // Without a keyboard, as in the background, only signals end the program.
    if (input.isTTY) input.on('end', endOfInput);
    // One that was paused does not begin again by itself.
    input.resume();
  };
  const unlisten = () => {
    clearTimeout(keyTimer);
    input.off('data', onData);
    input.off('end', endOfInput);
    input.pause();
  };
  const lend = async (work: () => Promise<void>): Promise<void> => {
    isLent = true;
    unlisten();
    leave();
    try {
      await work();
    } finally {
      isLent = false;
      // A signal may have ended the program meanwhile.
      if (!isOver) {
        screen = enterScreen(terminal);
        listen();
        program.onResize();
      }
    }
  };

  // Before whatever else tells of a fault, so that it can be read.
  process.on('uncaughtExceptionMonitor', leave);
  process.on('exit', leave);
  let onSignal: (signal: NodeJS.Signals) => void = () => {};
  try {
    return await new Promise<Result>((resolve, reject) => {
      onSignal = (signal) => {
        if (isLent && signal === 'SIGINT') return;
        resolve(program.onSignal(signal as EndSignal));
      };
      endOfInput = () => onSignal('SIGHUP');
      for (const signal of SIGNALS) process.on(signal, onSignal);
      listen();
      output.on('resize', onResize);
      program.start({
        size: () => sizeOf(terminal),
        draw: (lines, cursor) => {
          if (!isLent) screen.draw(lines, cursor);
        },
        end: resolve,
        fail: reject,
        lend,
      });
    });
  } finally {
    isOver = true;
    program.stop?.();
    leave();
    unlisten();
    input.off('error', endOfInput);
    output.off('resize', onResize);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off('uncaughtExceptionMonitor', leave);
    process.off('exit', leave);
  }
}

/** A terminal of no size, as some serial lines have it, is taken for one of the usual size. */
function sizeOf({ output }: Terminal): Size {
  return {
    columns: output.columns || FALLBACK_SIZE.columns,
    rows: output.rows || FALLBACK_SIZE.rows,
  };
}
