import { createStyle, type Style, usesColor } from '@cco/terminal';

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

/** Makes the view of the running process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  return {
    // Touching it starts a stream, which only those who read should pay for.
    get stdin() {
      return process.stdin;
    },
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    env,
    cwd: currentFolder(env),
    now: () => new Date(),
    style: createStyle(usesColor(stdout, env)),
    errStyle: createStyle(usesColor(stderr, env)),
    columns: stdout.columns || Number(env['COLUMNS']) || FALLBACK_COLUMNS,
    isTerminal: stdout.isTTY === true,
    progressStream: stderr,
  };
}

/** The working directory may have been deleted under the process. */
function currentFolder(env: NodeJS.ProcessEnv): string {
  try {
    return process.cwd();
  } catch {
    return env['PWD'] ?? '/';
  }
}
