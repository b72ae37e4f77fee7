import type { Command as CommandSyntax } from 'unbash';
import { resolvePath } from '../paths/resolve.ts';
import { emitCommand } from './emit-command.ts';
import { expandValue, expandWord } from './expand.ts';
import {
  type Assignment,
  plainWord,
  type Redirection,
  type SimpleCommand,
  type Word,
} from './model.ts';
import { readRedirection } from './read-redirection.ts';
import { assign, type Place, type Reader, scopeOf } from './reader.ts';

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
  const take = (part: CommandSyntax['prefix'][number]): void => {
    if (part.type !== 'Assignment') redirects.push(readRedirection(part, scope));
    else if (part.value.type === 'Word')
      assignments.push({ name: part.name, value: expandValue(part.value, scope) });
    else {
      for (const element of part.value.elements) {
        assignments.push({ name: part.name, value: expandValue(element, scope) });
      }
    }
  };
  for (const part of node.prefix) take(part);
  if (node.name !== undefined) words.push(...expandWord(node.name, scope));
  const declared: Assignment[] = [];
  for (const part of node.suffix) {
    if (part.type === 'Word') words.push(...expandWord(part, scope));
    else if (part.type !== 'Assignment') take(part);
    else if (part.value.type === 'Word') {
      const value = expandValue(part.value, scope);
      declared.push({ name: part.name, value });
      words.push({
        text: `${part.name}=${value.text}`,
        literal: value.literal,
        pieces: [{ kind: 'literal', text: `${part.name}=`, quoted: false }, ...value.pieces],
      });
    }
  }
  const source = text.slice(node.pos, node.end);
  if (node.name === undefined) {
    for (const { name, value } of assignments) assign(reader, place, name, settled(value));
  }
  for (const { name, value } of declared) assign(reader, place, name, settled(value));
  const made = emitCommand(reader, { words, assignments, redirects, source, dialect: 'sh' }, place);
  changeDirectory(made[0], place, reader);
  return made;
}

/** What `mktemp` names is a temporary path, whatever it is called. */
function settled(value: Word): Word {
  const [only] = value.pieces;
  return value.pieces.length === 1 &&
    only?.kind === 'substitution' &&
    only.commands.length > 0 &&
    only.commands.every((one) => one.program === 'mktemp')
    ? plainWord('/tmp/mktemp.XXXXXX')
    : value;
}

function changeDirectory(command: SimpleCommand | undefined, place: Place, reader: Reader): void {
  if (command?.program !== 'cd' && command?.program !== 'pushd') return;
  const target = command.args.find((word) => !/^-./.test(word.text));
  if (target === undefined) place.cwd = reader.home;
  else if (target.literal && target.text !== '-') {
    place.cwd = resolvePath(target.text, { cwd: place.cwd, home: reader.home });
  } else place.cwd = undefined;
  if (place.cwd === undefined) place.variables.delete('PWD');
  else place.variables.set('PWD', plainWord(place.cwd));
}
