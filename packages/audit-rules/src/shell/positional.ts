import { listOf } from './expand.ts';
import type { Word } from './model.ts';
import { assign, isOver, type Place, type Reader } from './reader.ts';

/** Arguments that `$1`, `$2`, … find; `$@` has all. */
const MOST_NUMBERED = 20;

/** Sets `$1`, `$2`, … and `$@`. */
export function setPositional(
  reader: Reader,
  place: Place,
  words: readonly Word[] | undefined,
): void {
  const { variables } = place;
  place.positional = words;
  for (let index = 1; index <= MOST_NUMBERED; index++) variables.delete(String(index));
  variables.delete('@');
  variables.delete('*');
  if (words === undefined || isOver(reader, words.length)) return;
  for (const [index, word] of words.slice(0, MOST_NUMBERED).entries()) {
    assign(reader, place, String(index + 1), word);
  }
  const list = listOf(words);
  assign(reader, place, '@', list);
  assign(reader, place, '*', list);
}
