import {
  type CommandNode,
  type Command as CommandSyntax,
  type CompoundList,
  forEachChild,
  type Pipeline,
  type PipelineNode,
  parse,
  type Redirection as RedirectionSyntax,
  type Script,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import { resolvePath } from '../paths/resolve.ts';
import { expandParts, expandValue, expandWord, type Scope } from './expand.ts';
import {
  type Assignment,
  type Dialect,
  type Nesting,
  plainWord,
  type Redirection,
  type ShellReading,
  type SimpleCommand,
  type Word,
} from './model.ts';
import { readWindowsCommand } from './powershell.ts';
import { type Inner, unwrap } from './unwrap.ts';

/** What the reader is told about the place of a command. */
export interface ReadOptions {
  readonly cwd?: string | undefined;
  readonly home?: string | undefined;
  /** @default 'sh' */
  readonly dialect?: Dialect | undefined;
  /** How long reading may take, in milliseconds. @default 500 */
  readonly timeLimit?: number | undefined;
}

const LONGEST_INPUT = 8 * 1024 * 1024;
const DEEPEST = 24;
const MOST_COMMANDS = 20_000;
/** The parser looks for the ends of all here-documents again at each line end. */
const MOST_HEREDOCS = 2_000;
const LONGEST_SOURCE = 2_000;
const MOST_LOOP_ROUNDS = 8;
/** Every stage knows all others: the links grow with the square. */
const MOST_STAGES = 128;

/**
 * Reads a command line as a shell would: which programs it starts, with which arguments, behind
 * wrappers, inside strings that a shell gets, in substitutions and here-documents. Never throws;
 * what cannot be read is named in `problems`, and what could be read is there all the same.
 *
 * @example
 * readCommand("sudo sh -c 'rm -rf /'").commands.map((one) => one.program); // ['sudo', 'sh', 'rm']
 */
export function readCommand(text: string, options: ReadOptions = {}): ShellReading {
  const reader: Reader = {
    commands: [],
    problems: new Set(),
    deadline: performance.now() + (options.timeLimit ?? 500),
    home: options.home ?? '/home/user',
    depth: 0,
  };
  const place: Place = {
    cwd: options.cwd,
    variables: new Map([
      ['HOME', plainWord(reader.home)],
      ['IFS', plainWord(' ')],
      ['TMPDIR', plainWord('/tmp')],
      ...(options.cwd === undefined ? [] : [['PWD', plainWord(options.cwd)] as const]),
    ]),
    previous: [],
    upstream: [],
    nesting: [],
    via: [],
    functionName: undefined,
    remote: false,
    background: false,
    moreArguments: false,
    inputText: undefined,
    redirects: [],
  };
  readScript(reader, text.replaceAll('\0', ''), options.dialect ?? 'sh', place);
  return { commands: reader.commands, problems: [...reader.problems] };
}

interface Reader {
  readonly commands: SimpleCommand[];
  readonly problems: Set<string>;
  readonly deadline: number;
  readonly home: string;
  depth: number;
}

/** Where the reader is; `cwd` and `variables` change as the shell goes on. */
interface Place {
  cwd: string | undefined;
  variables: Map<string, Word>;
  readonly previous: readonly SimpleCommand[];
  readonly upstream: readonly SimpleCommand[];
  readonly nesting: readonly Nesting[];
  readonly via: readonly string[];
  readonly functionName: string | undefined;
  readonly remote: boolean;
  readonly background: boolean;
  readonly moreArguments: boolean;
  readonly inputText: string | undefined;
  /** Redirections of the compound commands around. */
  readonly redirects: readonly Redirection[];
}

interface Draft {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirection[];
  readonly source: string;
  readonly dialect: Dialect;
}

type Building = { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] } & {
  downstream: SimpleCommand[];
};

function readScript(
  reader: Reader,
  text: string,
  dialect: Dialect,
  place: Place,
): readonly SimpleCommand[] {
  if (text.length > LONGEST_INPUT) {
    reader.problems.add('the command is too long');
    return [];
  }
  if (reader.depth >= DEEPEST) {
    reader.problems.add('commands are nested too deep');
    return [];
  }
  reader.depth++;
  try {
    if (dialect !== 'sh') return readWindowsScript(reader, text, dialect, place);
    if (count(text, '<<') > MOST_HEREDOCS) {
      reader.problems.add('too many here-documents');
      return [];
    }
    return readTree(reader, parse(text), text, place);
  } catch (error) {
    // The parser recurses: input that is nested deep enough exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    reader.problems.add('commands are nested too deep');
    return [];
  } finally {
    reader.depth--;
  }
}

function readTree(reader: Reader, script: Script, text: string, place: Place): SimpleCommand[] {
  const { errors } = script as { errors?: readonly { message: string }[] };
  if (errors?.[0] !== undefined) reader.problems.add(errors[0].message);
  return readStatements(reader, script.commands, script.source ?? text, place);
}

function readWindowsScript(
  reader: Reader,
  text: string,
  dialect: Dialect,
  place: Place,
): readonly SimpleCommand[] {
  const all: SimpleCommand[] = [];
  const { pipelines, problem } = readWindowsCommand(text, dialect);
  if (problem !== undefined) reader.problems.add(problem);
  for (const pipeline of pipelines) {
    let previous: readonly SimpleCommand[] = place.previous;
    const upstream = [...place.upstream];
    const stages: (readonly SimpleCommand[])[] = [];
    for (const stage of pipeline) {
      if (stages.length >= MOST_STAGES) {
        reader.problems.add('the pipeline is too long');
        break;
      }
      const inner = stage.scripts.flatMap((one) =>
        readScript(reader, one, dialect, {
          ...place,
          variables: new Map(place.variables),
          nesting: [...place.nesting, 'substitution'],
        }),
      );
      const words = stage.words.map((word): Word => {
        if (!/^\(.*\)$|\$\(/s.test(word.text) || inner.length === 0) return word;
        const { text: whole } = word;
        return {
          text: whole,
          literal: false,
          pieces: [
            { kind: 'substitution', text: whole, quoted: false, becomes: 'value', commands: inner },
          ],
        };
      });
      const made = emit(
        reader,
        { words, assignments: [], redirects: stage.redirects, source: stage.source, dialect },
        { ...place, previous, upstream: [...upstream] },
      );
      stages.push(made);
      previous = made;
      upstream.push(...made);
      all.push(...made);
    }
    linkStages(stages);
  }
  return all;
}

function readStatements(
  reader: Reader,
  statements: readonly Statement[],
  text: string,
  place: Place,
): SimpleCommand[] {
  const made: SimpleCommand[] = [];
  for (const statement of statements) {
    if (isOver(reader)) break;
    const inside = statement.background ? { ...place, background: true } : place;
    made.push(...readNode(reader, statement.command, text, inside));
    place.cwd = inside.cwd;
  }
  return made;
}

function readList(reader: Reader, list: CompoundList, text: string, place: Place): SimpleCommand[] {
  return readStatements(reader, list.commands, text, place);
}

/** Reads one node and gives the commands whose output is the output of the node. */
function readNode(
  reader: Reader,
  node: PipelineNode | Statement['command'],
  text: string,
  place: Place,
): SimpleCommand[] {
  switch (node.type) {
    case 'Command':
      return readSimple(reader, node, text, place);
    case 'AndOr':
      return node.commands.flatMap((one) => readNode(reader, one, text, place));
    case 'Pipeline':
      return readPipeline(reader, node, text, place);
    case 'Subshell':
      return readList(reader, node.body, text, nested(place, 'subshell'));
    case 'BraceGroup':
      return readList(reader, node.body, text, place);
    case 'If':
      return [
        ...readList(reader, node.clause, text, place),
        ...readList(reader, node.then, text, place),
        ...node.elif.flatMap((one) => [
          ...readList(reader, one.clause, text, place),
          ...readList(reader, one.then, text, place),
        ]),
        ...(node.else === undefined ? [] : readList(reader, node.else, text, place)),
      ];
    case 'While':
      return [
        ...readList(reader, node.clause, text, place),
        ...readList(reader, node.body, text, place),
      ];
    case 'For':
    case 'Select':
      return readLoop(reader, node, text, place);
    case 'ArithmeticFor':
      return readList(reader, node.body, text, place);
    case 'Case':
      readSubstitutions(reader, node.word, text, place);
      return node.items.flatMap((item) => readList(reader, item.body, text, place));
    case 'Function': {
      const body = nested(place, 'function');
      const inside = { ...body, functionName: node.name.value };
      return node.body.type === 'CompoundList'
        ? readList(reader, node.body, text, inside)
        : readNode(reader, node.body, text, inside);
    }
    case 'Coproc':
      return node.body.type === 'CompoundList'
        ? readList(reader, node.body, text, place)
        : readNode(reader, node.body, text, place);
    case 'Redirected': {
      const scope = scopeOf(reader, place, text);
      const redirects = node.redirects.map((one) => readRedirection(one, scope));
      const inputText = redirects.find((one) => one.text !== undefined)?.text ?? place.inputText;
      const source = text.slice(node.pos, node.end);
      const draft = { words: [], assignments: [], redirects, source, dialect: 'sh' as const };
      const inside = { ...place, inputText, redirects: [...place.redirects, ...redirects] };
      const made = readNode(reader, node.command, text, inside);
      place.cwd = inside.cwd;
      return [...made, ...emit(reader, draft, place)];
    }
    case 'TestCommand':
    case 'ArithmeticCommand':
      readSubstitutions(reader, node, text, place);
      return [];
  }
}

function readPipeline(reader: Reader, node: Pipeline, text: string, place: Place): SimpleCommand[] {
  const stages: (readonly SimpleCommand[])[] = [];
  let previous = place.previous;
  let inputText = place.inputText;
  const upstream = [...place.upstream];
  for (const command of node.commands as readonly CommandNode[]) {
    if (stages.length >= MOST_STAGES) {
      reader.problems.add('the pipeline is too long');
      break;
    }
    const inside =
      node.commands.length === 1
        ? place
        : { ...nested(place), previous, upstream: [...upstream], inputText };
    const made = readNode(reader, command, text, inside);
    stages.push(made);
    previous = made;
    inputText = undefined;
    upstream.push(...made);
  }
  linkStages(stages);
  return stages.flat();
}

function linkStages(stages: readonly (readonly SimpleCommand[])[]): void {
  for (const [index, stage] of stages.entries()) {
    const behind = stages.slice(index + 1).flat();
    for (const command of stage) (command as Building).downstream.push(...behind);
  }
}

function readLoop(
  reader: Reader,
  node: Extract<CommandNode, { type: 'For' | 'Select' }>,
  text: string,
  place: Place,
): SimpleCommand[] {
  const scope = scopeOf(reader, place, text);
  const values = (node.wordlist ?? []).flatMap((word) => expandWord(word, scope));
  const rounds = values.slice(0, MOST_LOOP_ROUNDS);
  const made: SimpleCommand[] = [];
  for (const value of rounds) {
    place.variables.set(node.name.value, value);
    made.push(...readList(reader, node.body, text, place));
  }
  if (rounds.length === 0) {
    place.variables.delete(node.name.value);
    made.push(...readList(reader, node.body, text, place));
  }
  return made;
}

function readSimple(
  reader: Reader,
  node: CommandSyntax,
  text: string,
  place: Place,
): readonly SimpleCommand[] & SimpleCommand[] {
  const scope = scopeOf(reader, place, text);
  const assignments: Assignment[] = [];
  const redirects: Redirection[] = [];
  const words: Word[] = [];
  const assign = (name: string, value: Word): void => {
    assignments.push({ name, value });
  };
  const take = (part: CommandSyntax['prefix'][number]): void => {
    if (part.type !== 'Assignment') redirects.push(readRedirection(part, scope));
    else if (part.value.type === 'Word') assign(part.name, expandValue(part.value, scope));
    else for (const element of part.value.elements) assign(part.name, expandValue(element, scope));
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
    for (const { name, value } of assignments) place.variables.set(name, settled(value));
  }
  for (const { name, value } of declared) place.variables.set(name, settled(value));
  const made = emit(reader, { words, assignments, redirects, source, dialect: 'sh' }, place);
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

/** Adds a command and everything that it starts in its turn. */
function emit(reader: Reader, draft: Draft, place: Place): SimpleCommand[] {
  if (isOver(reader)) return [];
  const [name, ...args] = draft.words;
  const command: Building = {
    program: name === undefined ? '' : programName(name),
    name,
    args,
    assignments: draft.assignments,
    redirects: withInput(draft.redirects, place.inputText),
    previous: place.previous,
    upstream: place.upstream,
    downstream: [],
    background: place.background,
    nesting: place.nesting,
    via: place.via,
    functionName: place.functionName,
    remote: place.remote,
    moreArguments: place.moreArguments,
    cwd: place.cwd,
    dialect: draft.dialect,
    source: draft.source.slice(0, LONGEST_SOURCE),
  };
  reader.commands.push(command);
  if (name === undefined) return [command];
  const made: SimpleCommand[] = [command];
  for (const inner of unwrap(command)) made.push(...readInner(reader, inner, command, place));
  return made;
}

function readInner(
  reader: Reader,
  inner: Inner,
  outer: SimpleCommand,
  place: Place,
): readonly SimpleCommand[] {
  if (reader.depth >= DEEPEST) {
    reader.problems.add('commands are nested too deep');
    return [];
  }
  const inside: Place = {
    ...place,
    variables: new Map(place.variables),
    via: [...place.via, outer.program],
    nesting: [...place.nesting, inner.nesting],
    remote: place.remote || inner.remote === true,
    moreArguments: place.moreArguments || inner.moreArguments === true,
    cwd: inner.remote === true ? undefined : place.cwd,
    inputText: inner.nesting === 'input' ? undefined : place.inputText,
  };
  if (inner.text !== undefined) {
    for (const [index, word] of (inner.positional ?? []).entries()) {
      inside.variables.set(String(index), word);
    }
    return readScript(reader, inner.text, inner.dialect ?? 'sh', inside);
  }
  if (inner.words === undefined || inner.words.length === 0) return [];
  reader.depth++;
  try {
    return emit(
      reader,
      {
        words: inner.words,
        assignments: [...outer.assignments, ...(inner.assignments ?? [])],
        redirects: outer.redirects,
        source: outer.source,
        dialect: outer.dialect,
      },
      inside,
    );
  } finally {
    reader.depth--;
  }
}

function withInput(redirects: readonly Redirection[], text: string | undefined) {
  if (text === undefined || redirects.some((one) => one.operator.startsWith('<'))) return redirects;
  return [...redirects, { operator: '<<', descriptor: undefined, target: undefined, text }];
}

/** Base name of a command word, without what a shell removes from it. */
function programName(word: Word): string {
  if (!word.literal) return '';
  const base = word.text.replace(/^.*[/\\](?=[^/\\])/, '');
  return base.replace(/\.(?:exe|cmd|bat|com)$/i, '');
}

function readRedirection(node: RedirectionSyntax, scope: Scope): Redirection {
  const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
  const { operator } = node;
  if (node.type === 'HereDoc') {
    const { body } = node;
    const word =
      body.parts === undefined || node.delimiter?.quoted === true
        ? plainWord(body.text)
        : expandParts(body.parts, scope);
    return { operator, descriptor, target: word, text: word.text };
  }
  const target = node.target === undefined ? undefined : expandValue(node.target, scope);
  return {
    operator,
    descriptor,
    target,
    text: node.type === 'HereString' ? target?.text : undefined,
  };
}

function scopeOf(reader: Reader, place: Place, text: string): Scope {
  return {
    variables: place.variables,
    home: reader.home,
    substitute: (script) => {
      if (reader.depth >= DEEPEST) {
        reader.problems.add('commands are nested too deep');
        return [];
      }
      reader.depth++;
      try {
        const inside = { ...nested(place, 'substitution'), previous: [], upstream: [] };
        return readTree(reader, script, text, { ...inside, inputText: undefined });
      } finally {
        reader.depth--;
      }
    },
  };
}

/** Reads the substitutions in a node that is no command itself, such as `[[ … ]]`. */
function readSubstitutions(reader: Reader, node: SyntaxNode, text: string, place: Place): void {
  if (isOver(reader)) return;
  forEachChild(node, (child) => {
    if (child.type === 'Script') readTree(reader, child, text, nested(place, 'substitution'));
    else readSubstitutions(reader, child, text, place);
  });
}

function nested(place: Place, nesting?: Nesting): Place {
  return {
    ...place,
    variables: new Map(place.variables),
    nesting: nesting === undefined ? place.nesting : [...place.nesting, nesting],
  };
}

function isOver(reader: Reader): boolean {
  if (reader.commands.length >= MOST_COMMANDS) reader.problems.add('too many commands');
  else if (performance.now() > reader.deadline) reader.problems.add('reading took too long');
  else return false;
  return true;
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found++;
  return found;
}
