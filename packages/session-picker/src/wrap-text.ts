import { displayWidth } from '@cco/terminal';
import { graphemes } from './graphemes.ts';
import type { Range } from './model.ts';

/**
 * Breaks a text into lines of at most `width` columns: at its line breaks, at blanks, and within a
 * word only when the word is wider than a line.
 *
 * @param width - At least 2, as wide as the widest character.
 * @returns Where each line stands in the text, without the blank or line break behind it.
 */
export function wrapText(text: string, width: number): Range[] {
  const lines: Range[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    lines.push(...wrapLine(line, at, width));
    at += line.length + 1;
  }
  return lines;
}

function wrapLine(line: string, offset: number, width: number): Range[] {
  const lines: Range[] = [];
  let start = 0;
  let at = 0;
  let used = 0;
  /** Behind the last blank of the line that is being filled. */
  let breakAt = 0;
  for (const character of graphemes(line)) {
    const columns = displayWidth(character);
    // A blank may hang over the edge: it is not shown there. What was moved to the next line may
    // itself fill it.
    while (used + columns > width && character !== ' ' && at > start) {
      const next = breakAt > start ? breakAt : at;
      lines.push({ start: offset + start, end: offset + withoutBlanks(line, start, next) });
      start = next;
      used = displayWidth(line.slice(start, at));
    }
    at += character.length;
    used += columns;
    if (character === ' ') breakAt = at;
  }
  lines.push({ start: offset + start, end: offset + withoutBlanks(line, start, line.length) });
  return lines;
}

function withoutBlanks(line: string, start: number, end: number): number {
  let last = end;
  while (last > start && line[last - 1] === ' ') last--;
  return last;
}
