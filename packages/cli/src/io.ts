import { createStyle, type Style, usesColor } from '@cco/terminal';
import { type Output, openOutput } from './output.ts';

/** The world as a command sees it, so that tests can make one of their own. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  /** Writes to standard output; the text brings its own line ends. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  now(): Date;
  /** Styles for standard output; they do nothing where colours do not belong. */
  readonly style: Style;
  /** Styles for standard error. */
  readonly errStyle: Style;
  /** Columns of the terminal. @default 80 where there is none */
  readonly columns: number;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Where progress is drawn. */
  readonly progressStream: { readonly isTTY?: boolean | undefined; write(text: string): unknown };
}

const FALLBACK_COLUMNS = 80;
/** An input/output error, as `sysexits.h` numbers it. */
const CANNOT_WRITE = 74;

/**
 * Makes the view of the running process. What only some commands need is made when they ask for it.
 * A reader that closes the pipe early (`… | head -1`) ends the process quietly.
 */
export function processIo(): Io {
  const { env } = process;
  const out = openOutput(1, endOnClosedPipe);
  let opened: Output | undefined;
  const err = (): Output => {
    // Without a reader of errors the result still counts.
    opened ??= openOutput(2, () => {});
    return opened;
  };
  return {
    get stdin() {
      return process.stdin;
    },
    out: out.write,
    err: (text) => err().write(text),
    env,
    cwd: currentFolder(env),
    now: () => new Date(),
    style: createStyle(usesColor(out, env)),
    get errStyle() {
      return createStyle(usesColor(err(), env));
    },
    columns: out.columns ?? (Number(env['COLUMNS']) || FALLBACK_COLUMNS),
    isTerminal: out.isTTY,
    progressStream: {
      get isTTY() {
        return err().isTTY;
      },
      write: (text) => err().write(text),
    },
  };
}

function endOnClosedPipe({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') process.exit(0);
  openOutput(2, () => {}).write(`cannot write the output: ${message}\n`);
  process.exit(CANNOT_WRITE);
}

/** The working directory may have been deleted under the process. */
function currentFolder(env: NodeJS.ProcessEnv): string {
  try {
    return process.cwd();
  } catch {
    return env['PWD'] ?? '/';
  }
}
