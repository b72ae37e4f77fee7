/** What a screen is drawn on; `process.stdout` and `process.stdin` are such. */
export interface Terminal {
  readonly output: {
    readonly columns?: number | undefined;
    readonly rows?: number | undefined;
    write(text: string): unknown;
  };
  readonly input: {
    readonly isTTY?: boolean | undefined;
    setRawMode?(on: boolean): unknown;
  };
}

/** A whole terminal for one program. */
export interface Screen {
  /** Replaces what is shown. */
  draw(lines: readonly string[]): void;
  /** Gives the terminal back as it was. A second time does nothing. */
  leave(): void;
}

const ENTER = '\x1b[?1049h\x1b[?25l';
const LEAVE = '\x1b[?25h\x1b[?1049l';
const HOME = '\x1b[H';
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';

/** Takes the terminal: its other screen, without a cursor, and keys as they are pressed. */
export function enterScreen({ output, input }: Terminal): Screen {
  let isLeft = false;
  output.write(ENTER);
  if (input.isTTY) input.setRawMode?.(true);
  return {
    draw(lines) {
      if (isLeft) return;
      const text = lines.map((line) => line + CLEAR_LINE).join('\r\n');
      output.write(HOME + text + CLEAR_BELOW);
    },
    leave() {
      if (isLeft) return;
      isLeft = true;
      if (input.isTTY) input.setRawMode?.(false);
      output.write(LEAVE);
    },
  };
}
