import type { Word } from '../model.ts';
import { readOptions } from '../options.ts';
import { commandWords, type Inner, joined } from './inner.ts';

/** What `find` starts for each file. */
export function findActions(args: readonly Word[]): Inner[] {
  const found: Inner[] = [];
  for (let index = 0; index < args.length; index++) {
    if (!/^-(?:exec|execdir|ok|okdir)$/.test((args[index] as Word).text)) continue;
    const start = index + 1;
    for (index = start; index < args.length; index++) {
      const { text } = args[index] as Word;
      if (text === ';' || (text === '+' && args[index - 1]?.text === '{}')) break;
    }
    found.push({ nesting: 'argument', words: args.slice(start, index), moreArguments: true });
  }
  return found;
}

/** What stands behind an option that takes the rest of the line. */
export function behind(args: readonly Word[], names: readonly string[]): Inner[] {
  const at = args.findIndex((word) => names.includes(word.text));
  return at < 0 ? [] : [{ nesting: 'argument', words: args.slice(at + 1), moreArguments: true }];
}

/** What `git` starts: aliases of the line, `submodule foreach`, `bisect run`, `rebase --exec`. */
export function gitScripts(args: readonly Word[]): Inner[] {
  const found: Inner[] = [];
  for (const word of readOptions(args, { short: 'cC', stopAtOperand: true }).values('c')) {
    const alias = /^alias\.[^=]+=!(.*)$/s.exec(word.text);
    if (alias?.[1] !== undefined) found.push({ nesting: 'script', text: alias[1] });
  }
  const at = args.findIndex((word) => /^(?:foreach|bisect|rebase|filter-branch)$/.test(word.text));
  const name = args[at]?.text;
  const rest = args.slice(at + 1);
  if (name === 'foreach') {
    const words = readOptions(rest, { stopAtOperand: true }).operands;
    if (words.length > 0) found.push({ nesting: 'script', text: joined(words) });
  }
  if (name === 'bisect' && rest[0]?.text === 'run') found.push(...commandWords(rest.slice(1)));
  if (name === 'rebase') {
    for (const word of readOptions(rest, { short: 'x', long: ['exec'] }).values('x', 'exec')) {
      found.push({ nesting: 'script', text: word.text });
    }
  }
  return found;
}

/** What `tmux` types or starts. */
export function terminalSession(args: readonly Word[]): Inner[] {
  const at = args.findIndex((word) =>
    /^(?:new|new-session|neww|new-window|splitw|split-window|send|send-keys|run|run-shell|respawn-pane)$/.test(
      word.text,
    ),
  );
  if (at < 0) return [];
  const words = readOptions(args.slice(at + 1), { short: 'ctnsxyeF' }).operands.filter(
    (word) => !/^(?:Enter|C-[a-z]|Space|Tab|Escape)$/.test(word.text),
  );
  return words.length === 0 ? [] : [{ nesting: 'script', text: joined(words) }];
}

/** What GNU `parallel` starts for each of its inputs. */
export function parallel(args: readonly Word[]): Inner[] {
  const read = readOptions(args, {
    short: 'jISNnPd',
    long: ['jobs', 'joblog', 'delay'],
    stopAtOperand: true,
  });
  const end = read.operands.findIndex((word) => /^:::/.test(word.text));
  const words = end < 0 ? read.operands : read.operands.slice(0, end);
  if (words.length === 0) return [];
  return [{ nesting: 'script', text: joined(words), moreArguments: true }];
}
