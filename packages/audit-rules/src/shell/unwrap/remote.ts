import { plainWord, type SimpleCommand, type Word } from '../model.ts';
import { readOptions } from '../options.ts';
import { CONTAINER_FLAGS, CONTAINER_SHORT, SSH_SHORT } from '../wrappers.ts';
import { dropDashes, type Inner, joined } from './inner.ts';

/** What `ssh` starts on another machine. */
export function remoteShell({ args }: SimpleCommand): Inner[] {
  const read = readOptions(args, { short: SSH_SHORT, stopAtOperand: true });
  const rest = readOptions(read.operands.slice(1), { short: SSH_SHORT, stopAtOperand: true });
  return rest.operands.length === 0
    ? []
    : [{ nesting: 'script', text: joined(rest.operands), remote: true }];
}

/** What `docker exec` and `docker run` start. */
export function container(command: SimpleCommand): Inner[] {
  const { args } = command;
  let index = args.findIndex((word) => word.text === 'exec' || word.text === 'run');
  if (index < 0) return [];
  let entry: Word | undefined;
  for (index++; index < args.length; index++) {
    const { text } = args[index] as Word;
    if (!/^-./.test(text)) break;
    if (text.startsWith('--')) {
      const [name = '', value] = text.slice(2).split('=', 2);
      if (name === 'entrypoint') entry = value === undefined ? args[index + 1] : plainWord(value);
      if (value === undefined && name !== '' && !CONTAINER_FLAGS.has(name)) index++;
    } else if (CONTAINER_SHORT.includes(text.at(-1) as string) && !/^-[it]*$/.test(text)) {
      index++;
    }
  }
  const rest = args.slice(index + 1);
  const words = entry === undefined ? rest : [entry, ...rest];
  return words.length === 0
    ? []
    : [{ nesting: 'argument', words: dropDashes(words), remote: true }];
}

/** What `kubectl exec` starts. */
export function pod({ args }: SimpleCommand): Inner[] {
  if (!args.some((word) => word.text === 'exec' || word.text === 'debug' || word.text === 'run')) {
    return [];
  }
  const separator = args.findIndex((word) => word.text === '--');
  return separator < 0
    ? []
    : [{ nesting: 'argument', words: args.slice(separator + 1), remote: true }];
}
