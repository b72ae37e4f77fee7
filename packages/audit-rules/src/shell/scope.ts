import { forEachChild, type SyntaxNode } from 'unbash';
import type { Scope, Substitution } from './expand.ts';
import type { SimpleCommand } from './model.ts';
import { cut, deeper, isOver, isTooLong, nested, type Place, type Reader } from './reader.ts';

/** Each level of nesting is parsed again, so its text counts. */
const PARSED_AGAIN = 2;

/** Gives what words need to know of a place. */
export function scopeOf(reader: Reader, place: Place, text: string): Scope {
  return {
    variables: place.variables,
    home: reader.home,
    substitute: (part) => substitute(reader, part, text, place),
    readInside: (node) => readSubstitutions(reader, node, text, place),
    mayTake: (value) => !isTooLong(reader, value.length),
    mayMake: (words) => !isOver(reader, words),
    cut: (problem) => cut(reader, problem),
  };
}

/** Reads the substitutions in a node that is no command itself, such as `[[ … ]]`. */
export function readSubstitutions(
  reader: Reader,
  node: SyntaxNode,
  text: string,
  place: Place,
): void {
  const pending: SyntaxNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isOver(reader)) return;
    if (next.type === 'ArithmeticExpansion')
      isTooLong(reader, PARSED_AGAIN * (next.end - next.pos));
    if (isSubstitution(next)) substitute(reader, next, text, place);
    else forEachChild(next, (child) => pending.push(child));
  }
}

function isSubstitution(node: SyntaxNode): node is Substitution {
  return (
    node.type === 'CommandExpansion' ||
    node.type === 'ProcessSubstitution' ||
    node.type === 'ArithmeticCommandExpansion'
  );
}

function substitute(
  reader: Reader,
  part: Substitution,
  text: string,
  place: Place,
): readonly SimpleCommand[] {
  if (isTooLong(reader, PARSED_AGAIN * (part.end - part.pos))) return [];
  return (
    deeper(reader, () => {
      if (part.script === undefined) return [];
      const inside = { ...nested(reader, place, 'substitution'), previous: [], upstream: [] };
      return reader.readTree(part.script, text, { ...inside, inputText: undefined });
    }) ?? []
  );
}
