import { oneLine } from '@cco/terminal';
import type { Key } from '@cco/terminal-screen';
import { graphemes } from './graphemes.ts';
import type { LineText } from './model.ts';

/** Nobody types more; what was pasted by mistake must not slow everything down. */
const LONGEST = 1000;

/**
 * Changes a line as shells do: letters, arrows, Home and End, Ctrl-A, Ctrl-E, Ctrl-U, Ctrl-K and
 * Ctrl-W. The cursor never stands inside of a character.
 *
 * @returns Undefined for a key that changes no line.
 */
export function editLine(line: LineText, key: Key): LineText | undefined {
  const before = line.text.slice(0, line.caret);
  const after = line.text.slice(line.caret);
  if (key.kind === 'text') return insert(before, key.isPasted ? pasted(key.text) : key.text, after);
  switch (key.name) {
    case 'left':
      return { text: line.text, caret: withoutLast(before).length };
    case 'right':
      return { text: line.text, caret: line.text.length - withoutFirst(after).length };
    case 'home':
    case 'ctrl-a':
      return { text: line.text, caret: 0 };
    case 'end':
    case 'ctrl-e':
      return { text: line.text, caret: line.text.length };
    case 'backspace':
      return join(withoutLast(before), after);
    case 'delete':
      return join(before, withoutFirst(after));
    case 'ctrl-u':
      return join('', after);
    case 'ctrl-k':
      return join(before, '');
    case 'ctrl-w':
    case 'alt-backspace':
      return join(before.replace(/\S*\s*$/u, ''), after);
    default:
      return undefined;
  }
}

function insert(before: string, text: string, after: string): LineText {
  // Marks that terminals act upon have no place in a query, even if a keyboard sends them.
  const clean = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  const room = Math.max(0, LONGEST - before.length - after.length);
  const kept = clean.length <= room ? clean : graphemes(clean.slice(0, room)).slice(0, -1).join('');
  return join(before + kept, after);
}

/** What was cut from a page keeps one blank at its ends: it may continue a word, or not. */
function pasted(text: string): string {
  const line = oneLine(text);
  return (/^\s/u.test(text) && line !== '' ? ' ' : '') + line;
}

function join(before: string, after: string): LineText {
  return { text: before + after, caret: before.length };
}

function withoutLast(text: string): string {
  return graphemes(text).slice(0, -1).join('');
}

function withoutFirst(text: string): string {
  return graphemes(text).slice(1).join('');
}
