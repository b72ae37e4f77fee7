import type { SimpleCommand, Word } from './model.ts';
import { setPositional } from './positional.ts';
import { deeper, type FunctionBody, type Place, type Reader } from './reader.ts';

/** What a body does with its arguments, so that it has to be read for each call. */
const ARGUMENTS = /\$\{?[!#]?[1-9@*]|\bshift\b|\bgetopts\b/;

/**
 * Reads the body of a function as a call runs it: with its arguments. A body that has nothing to do
 * with them was read where it is defined.
 */
export function runFunction(
  reader: Reader,
  body: FunctionBody,
  {
    name,
    words,
    place,
  }: { readonly name: string; readonly words: readonly Word[]; readonly place: Place },
): readonly SimpleCommand[] {
  const { node, text } = body;
  if (place.calls.includes(name) || !ARGUMENTS.test(text.slice(node.pos, node.end))) return [];
  const before = place.positional;
  const inside: Place = {
    ...place,
    nesting: [...place.nesting, 'function'],
    calls: [...place.calls, name],
  };
  setPositional(reader, inside, words);
  const made = deeper(reader, () => reader.readBody(node.body, text, inside)) ?? [];
  setPositional(reader, place, before);
  return made;
}
