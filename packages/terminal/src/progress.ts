import { usesColor } from './color.ts';

/** Shows how far a long piece of work is. */
export interface Progress {
  /** Reports what is done, in the unit of `total`. */
  update(done: number, total: number): void;
  /** Removes the bar. */
  end(): void;
}

const SHOW_AFTER_MS = 1000;
const REDRAW_EVERY_MS = 100;
const BAR_WIDTH = 24;

/**
 * Makes a progress bar for work that may take over a second. It shows on a terminal only, after
 * the first second, and leaves no trace; elsewhere nothing is written.
 *
 * @param stream - Where to draw: standard error, so that results stay clean.
 * @param label - What is going on, as `Indexing sessions`.
 */
export function createProgress(
  stream: { readonly isTTY?: boolean | undefined; write(text: string): unknown },
  label: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Progress {
  if (!stream.isTTY || env['TERM'] === 'dumb') return { update() {}, end() {} };
  const started = Date.now();
  const dim = usesColor(stream, env);
  let drawn = 0;
  return {
    update(done, total) {
      const now = Date.now();
      if (now - started < SHOW_AFTER_MS || now - drawn < REDRAW_EVERY_MS) return;
      drawn = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const full = Math.round(share * BAR_WIDTH);
      const rest = '─'.repeat(BAR_WIDTH - full);
      const line = `${'━'.repeat(full)}${dim ? `\x1b[2m${rest}\x1b[22m` : rest}`;
      stream.write(`\r\x1b[K${label} ${line} ${Math.floor(share * 100)}%`);
    },
    end() {
      if (drawn > 0) stream.write('\r\x1b[K');
      drawn = 0;
    },
  };
}
