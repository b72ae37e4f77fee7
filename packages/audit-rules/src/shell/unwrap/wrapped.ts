import { knownInput } from '../input-text.ts';
import { type Assignment, plainWord, type SimpleCommand, type Word } from '../model.ts';
import { readOptions } from '../options.ts';
import { SUBCOMMAND_WRAPPERS, WRAPPERS } from '../wrappers.ts';
import { commandWords, type Inner, joined } from './inner.ts';

/** Lists what wrappers start: `sudo`, `env`, `xargs`, `npx`, `uv run`, … */
export function wrapped(command: SimpleCommand): Inner[] {
  const { program, args } = command;
  const wrapper = Object.hasOwn(WRAPPERS, program) ? WRAPPERS[program] : undefined;
  if (wrapper === undefined) return subcommand(program, args);
  const read = readOptions(args, {
    short: wrapper.short,
    long: wrapper.long,
    stopAtOperand: true,
  });
  if (wrapper.inert !== undefined && read.has(...wrapper.inert)) return [];
  const inner: Inner[] = [];
  const scripts = wrapper.script ?? [];
  for (const word of read.values(...scripts)) inner.push({ nesting: 'script', text: word.text });
  if (program === 'env') {
    for (const word of read.values('S', 'split-string')) {
      inner.push({ nesting: 'script', text: joined([word, ...read.operands]) });
    }
  }
  if ((program === 'su' || program === 'runuser') && inner.length === 0) {
    // `su - user -c '…'`: the options also stand behind the user.
    const later = readOptions(args, { short: wrapper.short, long: wrapper.long });
    for (const word of later.values('c', 'command')) {
      inner.push({ nesting: 'script', text: word.text });
    }
    return inner;
  }
  const rest = [...read.operands];
  const assignments: Assignment[] = [];
  if (wrapper.assignments || program === 'dotenv') {
    for (let match = assignmentOf(rest[0]); match !== undefined; match = assignmentOf(rest[0])) {
      assignments.push(match);
      rest.shift();
    }
  }
  const own = rest.splice(0, wrapper.operands ?? 0);
  if (program === 'flock' && rest[0]?.text === '-c' && rest[1] !== undefined) {
    return [{ nesting: 'script', text: rest[1].text }];
  }
  if (program === 'direnv' && own[0]?.text !== 'exec') return inner;
  if (rest[0]?.text === '--') rest.shift();
  if (wrapper.joins) return [...inner, { nesting: 'script', text: joined(rest) }];
  if (rest.length > 0 && wrapper.moreArguments) {
    const known = withInput(command, rest, read.values('I', 'i', 'replace')[0]?.text);
    if (known !== undefined) return known;
  }
  if (rest.length > 0 && scripts.length === 0) {
    const moreArguments = wrapper.moreArguments && !replacesIn(read.values('I'), rest);
    inner.push({ nesting: 'argument', words: rest, assignments, moreArguments });
  } else if (rest.length > 0 && (program === 'npx' || program === 'flock')) {
    inner.push({ nesting: 'argument', words: rest });
  }
  return inner;
}

const MOST_ROUNDS = 1_000;

/** What `xargs` makes of its input, where the line itself contains it. */
function withInput(
  command: SimpleCommand,
  words: readonly Word[],
  mark: string | undefined,
): Inner[] | undefined {
  const text = knownInput(command);
  if (text === undefined) return undefined;
  if (mark === undefined || mark === '') {
    const more = text.split(/[\s\0]+/).filter((one) => one !== '');
    return [{ nesting: 'argument', words: [...words, ...more.map((one) => inputWord(one))] }];
  }
  const lines = text.split(/[\n\0]/).filter((line) => line.trim() !== '');
  return lines.slice(0, MOST_ROUNDS).map((line, index) => ({
    nesting: 'argument',
    words: words.map((word) =>
      word.text.includes(mark) ? plainWord(word.text.replaceAll(mark, () => line.trim())) : word,
    ),
    isComputed: index === MOST_ROUNDS - 1,
  }));
}

/** A word of input, without the quotes that `xargs` takes away. */
function inputWord(text: string): Word {
  return plainWord(text.replace(/^(["'])(.*)\1$/s, '$2'));
}

/** `xargs -I{} cmd {}`: what comes from input is an argument all the same. */
function replacesIn(marks: readonly Word[], words: readonly Word[]): boolean {
  const mark = marks[0]?.text;
  return mark !== undefined && !words.some((word) => word.text.includes(mark));
}

function subcommand(program: string, args: readonly Word[]): Inner[] {
  if (/^python[\d.]*$/.test(program)) {
    const module = args.findIndex((word) => word.text === '-m');
    const code = args.findIndex((word) => word.text === '-c' || !word.text.startsWith('-'));
    return module < 0 || (code >= 0 && code < module) ? [] : commandWords(args.slice(module + 1));
  }
  const names = Object.hasOwn(SUBCOMMAND_WRAPPERS, program)
    ? SUBCOMMAND_WRAPPERS[program]
    : undefined;
  const first = args.findIndex((word) => names?.includes(word.text));
  if (first < 0) return [];
  const separator = args.findIndex((word, index) => index > first && word.text === '--');
  if (separator >= 0) return commandWords(args.slice(separator + 1));
  const rest = readOptions(args.slice(first + 1), {
    short: 'npc',
    long: ['package', 'with', 'python', 'filter', 'env-file', 'project', 'name', 'prefix'],
    stopAtOperand: true,
  });
  return commandWords(rest.operands);
}

function assignmentOf(word: Word | undefined): Assignment | undefined {
  const match = /^([A-Za-z_]\w*)=/.exec(word?.text ?? '');
  if (match?.[1] === undefined || word === undefined) return undefined;
  return { name: match[1], value: plainWord(word.text.slice(match[0].length)) };
}
