import type { Io } from '@cco/cli';
import type { Stretch } from '@cco/secrets';

/** Marks what was found, in the first `kept` characters of a text. */
export function highlighted(
  text: string,
  ranges: readonly Stretch[],
  io: Io,
  kept = text.length,
): string {
  let shown = '';
  let from = 0;
  for (const { start, end: whole } of ranges) {
    if (start >= kept) break;
    const end = Math.min(whole, kept);
    shown += text.slice(from, start) + io.style.bold(io.style.yellow(text.slice(start, end)));
    from = end;
  }
  return shown + text.slice(from);
}
