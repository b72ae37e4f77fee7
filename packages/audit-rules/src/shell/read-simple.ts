import type { Command as CommandSyntax } from 'unbash';
import { type Assigned, readAssignment } from './assigned.ts';
import { applyBuiltin } from './builtins.ts';
import { emitCommand } from './emit-command.ts';
import { expandWord } from './expand.ts';
import type { Assignment, Redirection, SimpleCommand, Word } from './model.ts';
import { readRedirection } from './read-redirection.ts';
import { assign, type Place, type Reader } from './reader.ts';
import { scopeOf } from './scope.ts';

/** Reads one simple command: what it assigns, redirects and starts, and where it goes (`cd`). */
export function readSimple(
  reader: Reader,
  node: CommandSyntax,
  text: string,
  place: Place,
): SimpleCommand[] {
  const scope = scopeOf(reader, place, text);
  const assignments: Assignment[] = [];
  const redirects: Redirection[] = [];
  const words: Word[] = [];
  const take = (assigned: Assigned): void => {
    for (const [name, value] of assigned.variables) assign(reader, place, name, value);
  };
  for (const part of node.prefix) {
    if (part.type !== 'Assignment') redirects.push(readRedirection(part, scope));
    else {
      const assigned = readAssignment(part, scope);
      for (const one of assigned.assignments) assignments.push(one);
      if (node.name === undefined) take(assigned);
    }
  }
  if (node.name !== undefined) words.push(...expandWord(node.name, scope));
  for (const part of node.suffix) {
    if (part.type === 'Word') for (const word of expandWord(part, scope)) words.push(word);
    else if (part.type !== 'Assignment') redirects.push(readRedirection(part, scope));
    else {
      const assigned = readAssignment(part, scope);
      take(assigned);
      for (const { name, value } of assigned.assignments) {
        words.push({
          text: `${name}=${value.text}`,
          literal: value.literal,
          pieces: [{ kind: 'literal', text: `${name}=`, quoted: false }, ...value.pieces],
        });
      }
    }
  }
  const source = text.slice(node.pos, node.end);
  const made = emitCommand(reader, { words, assignments, redirects, source, dialect: 'sh' }, place);
  if (made[0] !== undefined) applyBuiltin(reader, made[0], place);
  return made;
}
