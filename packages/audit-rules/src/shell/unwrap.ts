import { inlineCode, shellStringsIn } from './inline-code.ts';
import { knownInput } from './input-text.ts';
import type { Assignment, Dialect, Nesting, SimpleCommand, Word } from './model.ts';
import { plainWord } from './model.ts';
import { readOptions } from './options.ts';
import { powershellArgument } from './powershell.ts';
import {
  CONTAINER_FLAGS,
  CONTAINER_SHORT,
  POWERSHELLS,
  SHELLS,
  SSH_SHORT,
  SUBCOMMAND_WRAPPERS,
  WRAPPERS,
} from './wrappers.ts';

/** Something that a command starts: a script, or the words of another command. */
export interface Inner {
  readonly nesting: Nesting;
  readonly text?: string | undefined;
  readonly words?: readonly Word[] | undefined;
  readonly assignments?: readonly Assignment[] | undefined;
  readonly dialect?: Dialect | undefined;
  /** Values of `$0`, `$1`, … */
  readonly positional?: readonly Word[] | undefined;
  readonly remote?: boolean | undefined;
  readonly moreArguments?: boolean | undefined;
}

/** Lists what a command starts in its turn, as far as its words tell. */
export function unwrap(command: SimpleCommand): Inner[] {
  const { program, args } = command;
  if (command.dialect !== 'sh') {
    return (
      windowsShell(command) ?? [...wrapped(command), ...shellScript(command), ...code(command)]
    );
  }
  switch (program) {
    case 'eval':
      return args.length === 0 ? [] : [{ nesting: 'script', text: joined(withoutDashes(args)) }];
    case 'trap':
      return args[0] === undefined || args.length < 2
        ? []
        : [{ nesting: 'script', text: args[0].text }];
    case 'ssh':
    case 'autossh':
    case 'mosh':
      return remoteShell(command);
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'docker-compose':
    case 'lxc':
      return container(command);
    case 'kubectl':
    case 'oc':
      return pod(command);
    case 'find':
    case 'gfind':
      return findActions(args);
    case 'fd':
    case 'fdfind':
      return behind(args, ['-x', '-X', '--exec', '--exec-batch']);
    case 'git':
      return gitScripts(args);
    case 'tmux':
      return terminalSession(args);
    case 'screen':
      return commandWords(readOptions(args, { short: 'cehpsStT', stopAtOperand: true }).operands);
    case 'concurrently':
      return readOptions(args, { short: 'nckp', long: ['names', 'kill-others-on', 'prefix'] })
        .operands.filter((word) => /\s/.test(word.text))
        .map((word) => ({ nesting: 'script', text: word.text }));
    case 'parallel':
      return parallel(args);
    case 'nodemon':
      return readOptions(args, { short: 'xwe', long: ['exec', 'watch', 'ext'] })
        .values('exec', 'x')
        .map((word) => ({ nesting: 'script', text: word.text }));
    case 'vagrant':
    case 'gcloud':
      return readOptions(args, { short: 'c', long: ['command'] })
        .values('command', ...(program === 'vagrant' ? ['c'] : []))
        .map((word) => ({ nesting: 'script', text: word.text, remote: true }));
    case 'nix-shell':
    case 'nix':
      return [
        ...readOptions(args, { long: ['run', 'command'] })
          .values('run')
          .map((word): Inner => ({ nesting: 'script', text: word.text })),
        ...behind(args, ['-c', '--command']),
      ];
    default:
      return (
        windowsShell(command) ?? [...wrapped(command), ...shellScript(command), ...code(command)]
      );
  }
}

function wrapped(command: SimpleCommand): Inner[] {
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
  if (rest.length > 0 && scripts.length === 0) {
    const moreArguments = wrapper.moreArguments && !replacesIn(read.values('I'), rest);
    inner.push({ nesting: 'argument', words: rest, assignments, moreArguments });
  } else if (rest.length > 0 && (program === 'npx' || program === 'flock')) {
    inner.push({ nesting: 'argument', words: rest });
  }
  return inner;
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

/** What a shell runs: its `-c` string, or what is known of its input. */
function shellScript(command: SimpleCommand): Inner[] {
  if (!SHELLS.has(command.program)) return [];
  const words = command.args;
  let index = 0;
  let script = false;
  for (; index < words.length; index++) {
    const { text } = words[index] as Word;
    if (text === '--') {
      index++;
      break;
    }
    if (!/^[-+]./.test(text)) break;
    if (text.startsWith('--')) {
      if (text === '--rcfile' || text === '--init-file') index++;
      if (text === '--command') script = true;
      continue;
    }
    if (text.startsWith('-') && text.includes('c')) script = true;
    if (/[oO]$/.test(text)) index++;
  }
  const [first, ...positional] = words.slice(index);
  if (script) {
    return first === undefined ? [] : [{ nesting: 'script', text: first.text, positional }];
  }
  if (first !== undefined && first.text !== '-' && !readsInput(words)) return [];
  const text = knownInput(command);
  return text === undefined ? [] : [{ nesting: 'input', text }];
}

function readsInput(words: readonly Word[]): boolean {
  return words.some((word) => /^-[a-z]*s[a-z]*$/.test(word.text) || word.text === '/dev/stdin');
}

/** Shell commands inside inline code of other languages: `os.system("…")`, `execSync('…')`. */
function code(command: SimpleCommand): Inner[] {
  const inline = inlineCode(command);
  return inline === undefined
    ? []
    : shellStringsIn(inline.text).map((text) => ({ nesting: 'code', text }));
}

function remoteShell({ args }: SimpleCommand): Inner[] {
  const read = readOptions(args, { short: SSH_SHORT, stopAtOperand: true });
  const rest = readOptions(read.operands.slice(1), { short: SSH_SHORT, stopAtOperand: true });
  return rest.operands.length === 0
    ? []
    : [{ nesting: 'script', text: joined(rest.operands), remote: true }];
}

function container(command: SimpleCommand): Inner[] {
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

function pod({ args }: SimpleCommand): Inner[] {
  if (!args.some((word) => word.text === 'exec' || word.text === 'debug' || word.text === 'run')) {
    return [];
  }
  const separator = args.findIndex((word) => word.text === '--');
  return separator < 0
    ? []
    : [{ nesting: 'argument', words: args.slice(separator + 1), remote: true }];
}

function findActions(args: readonly Word[]): Inner[] {
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

function behind(args: readonly Word[], names: readonly string[]): Inner[] {
  const at = args.findIndex((word) => names.includes(word.text));
  return at < 0 ? [] : [{ nesting: 'argument', words: args.slice(at + 1), moreArguments: true }];
}

function gitScripts(args: readonly Word[]): Inner[] {
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

function terminalSession(args: readonly Word[]): Inner[] {
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

function parallel(args: readonly Word[]): Inner[] {
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

/** `cmd /c …` and `powershell -Command …`; undefined for other programs. */
function windowsShell(command: SimpleCommand): Inner[] | undefined {
  const program = command.program.toLowerCase();
  if (program === 'cmd') {
    const at = command.args.findIndex((word) => /^\/{1,2}[ck]$/i.test(word.text));
    return at < 0
      ? []
      : [{ nesting: 'script', text: joined(command.args.slice(at + 1)), dialect: 'cmd' }];
  }
  if (!POWERSHELLS.has(program)) return undefined;
  const text = powershellArgument(command.args) ?? knownInput(command);
  return text === undefined ? [] : [{ nesting: 'script', text, dialect: 'powershell' }];
}

function assignmentOf(word: Word | undefined): Assignment | undefined {
  const match = /^([A-Za-z_]\w*)=/.exec(word?.text ?? '');
  if (match?.[1] === undefined || word === undefined) return undefined;
  return { name: match[1], value: plainWord(word.text.slice(match[0].length)) };
}

function commandWords(words: readonly Word[]): Inner[] {
  const rest = dropDashes(words);
  return rest.length === 0 ? [] : [{ nesting: 'argument', words: rest }];
}

function dropDashes(words: readonly Word[]): readonly Word[] {
  return words[0]?.text === '--' ? words.slice(1) : words;
}

function withoutDashes(words: readonly Word[]): readonly Word[] {
  return dropDashes(words);
}

function joined(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
