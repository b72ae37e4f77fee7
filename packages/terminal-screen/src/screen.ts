/** What a screen is drawn on, and where keys come from; `process.stderr` and `process.stdin` are such. */
export interface Terminal {
  readonly output: {
    readonly columns?: number | undefined;
    readonly rows?: number | undefined;
    write(text: string): unknown;
    on(event: 'resize', listener: () => void): unknown;
    off(event: 'resize', listener: () => void): unknown;
  };
  readonly input: {
    readonly isTTY?: boolean | undefined;
    setRawMode?(on: boolean): unknown;
    pause(): unknown;
    resume(): unknown;
    on(event: 'data' | 'error' | 'end', listener: (data: Buffer | string) => void): unknown;
    off(event: 'data' | 'error' | 'end', listener: (data: Buffer | string) => void): unknown;
  };
}

/** A place on the screen; the first column and the first row are 0. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** A whole terminal for one program. */
export interface Screen {
  /**
   * Replaces what is shown.
   *
   * @param lines - No more than there are rows, none wider than the columns.
   * @param cursor - Where the cursor is. @default it is not shown
   */
  draw(lines: readonly string[], cursor?: Place | undefined): void;
  /** Gives the terminal back as it was. A second time does nothing. */
  leave(): void;
}

/**
 * The other screen; no line breaks by themselves, so that a character whose width the terminal
 * sees differently spoils its own line only; pasted text marked as such.
 */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h';
const LEAVE = '\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l';
const HOME = '\x1b[H';
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';
const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
const FALLBACK_ROWS = 24;

/** Takes the terminal: its other screen, without a cursor, and keys as they are pressed. */
export function enterScreen({ output, input }: Pick<Terminal, 'output' | 'input'>): Screen {
  let isLeft = false;
  let shown = '';
  output.write(ENTER);
  if (input.isTTY) input.setRawMode?.(true);
  return {
    draw(lines, cursor) {
      if (isLeft) return;
      // Cleared before it is written: behind a full line the cursor still stands on its last column.
      const text = lines.map((line) => CLEAR_LINE + line).join('\r\n');
      const isFull = lines.length >= (output.rows ?? FALLBACK_ROWS);
      const rest = isFull ? '' : `\r\n${CLEAR_BELOW}`;
      const at = cursor ? `\x1b[${cursor.row + 1};${cursor.column + 1}H${SHOW_CURSOR}` : '';
      const frame = HIDE_CURSOR + HOME + text + rest + at;
      if (frame === shown) return;
      shown = frame;
      output.write(frame);
    },
    leave() {
      if (isLeft) return;
      isLeft = true;
      if (input.isTTY) input.setRawMode?.(false);
      output.write(LEAVE);
    },
  };
}
