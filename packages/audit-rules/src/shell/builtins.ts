import { resolvePath } from '../paths/resolve.ts';
import { arrayVariables } from './assigned.ts';
import { formatted, knownInput } from './input-text.ts';
import { plainWord, type SimpleCommand, type Word } from './model.ts';
import { readOptions } from './options.ts';
import { setPositional } from './positional.ts';
import { assign, type Place, type Reader } from './reader.ts';

/** No system goes to a longer one. */
const LONGEST_PATH = 4_096;

/** Does what builtins change in the shell itself: its folder, variables, arguments, aliases. */
export function applyBuiltin(reader: Reader, command: SimpleCommand, place: Place): void {
  const { args } = command;
  switch (command.program) {
    case 'cd':
    case 'pushd':
      changeDirectory(reader, args, place);
      return;
    case 'set': {
      const at = args.findIndex((word) => word.text === '--' || !/^[-+]./.test(word.text));
      if (at < 0) return;
      setPositional(reader, place, args.slice(args[at]?.text === '--' ? at + 1 : at));
      return;
    }
    case 'shift': {
      const count = Number(args[0]?.text ?? 1);
      if (place.positional === undefined || !Number.isInteger(count)) return;
      setPositional(reader, place, place.positional.slice(count));
      return;
    }
    case 'alias':
      for (const { text } of args) {
        const [, name, value] = /^([^\s=]+)=(.*)$/s.exec(text) ?? [];
        if (name !== undefined && value !== undefined) reader.aliases.set(name, value);
      }
      return;
    case 'printf': {
      const [option, name, ...texts] = args.map((word) => word.text);
      if (option === '-v' && name !== undefined) {
        assign(reader, place, name, plainWord(formatted(texts)));
      }
      return;
    }
    case 'read':
      readLine(reader, command, place);
      return;
    case 'mapfile':
    case 'readarray': {
      const text = knownInput(command);
      const name = readOptions(args, { short: 'dnOsuCc' }).operands[0]?.text ?? 'MAPFILE';
      if (text === undefined) return;
      assignAll(reader, place, arrayVariables(name, text.trim().split('\n').map(plainWord)));
      return;
    }
  }
}

function readLine(reader: Reader, command: SimpleCommand, place: Place): void {
  const line = knownInput(command)?.split('\n')[0]?.trim();
  if (line === undefined) return;
  const read = readOptions(command.args, { short: 'adinNptu' });
  const words = line.split(/\s+/);
  const [array] = read.values('a');
  if (array !== undefined) {
    assignAll(reader, place, arrayVariables(array.text, words.map(plainWord)));
    return;
  }
  const names = read.operands.map((word) => word.text);
  for (const [index, name] of names.entries()) {
    const rest = index === names.length - 1 ? words.slice(index).join(' ') : (words[index] ?? '');
    assign(reader, place, name, plainWord(rest));
  }
}

function assignAll(
  reader: Reader,
  place: Place,
  variables: readonly (readonly [string, Word])[],
): void {
  for (const [name, value] of variables) assign(reader, place, name, value);
}

function changeDirectory(reader: Reader, args: readonly Word[], place: Place): void {
  const target = args.find((word) => !/^-./.test(word.text));
  if (target === undefined) place.cwd = reader.home;
  else if (target.literal && target.text !== '-') {
    const cwd = resolvePath(target.text, { cwd: place.cwd, home: reader.home });
    place.cwd = cwd.length > LONGEST_PATH ? undefined : cwd;
  } else place.cwd = undefined;
  if (place.cwd === undefined) place.variables.delete('PWD');
  else place.variables.set('PWD', plainWord(place.cwd));
}
