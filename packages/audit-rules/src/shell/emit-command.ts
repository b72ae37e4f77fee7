import { inlineCode } from './inline-code.ts';
import { isInputTooLong } from './input-text.ts';
import type { Building } from './link-stages.ts';
import type { Assignment, Dialect, Redirection, SimpleCommand, Word } from './model.ts';
import { setPositional } from './positional.ts';
import { programName } from './program-name.ts';
import {
  copyVariables,
  cut,
  deeper,
  isOver,
  isTooLong,
  type Place,
  type Reader,
} from './reader.ts';
import { runFunction } from './run-function.ts';
import { type Inner, unwrap } from './unwrap/index.ts';

const LONGEST_SOURCE = 2_000;
/** Several rules look through code, each with expressions of its own. */
const RULES_FOR_CODE = 4;

/** The words of a command, before it has a place. */
export interface Draft {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirection[];
  readonly source: string;
  readonly dialect: Dialect;
}

/** Adds a command and everything that it starts in its turn. */
export function emitCommand(reader: Reader, draft: Draft, place: Place): SimpleCommand[] {
  // Rules look at every word, and at all stages in front.
  if (isOver(reader, 1 + draft.words.length + place.upstream.length)) return [];
  const [name, ...args] = draft.words;
  const { program, isComputed, mayVanish } = name === undefined ? NO_PROGRAM : programName(name);
  const command: Building = {
    program,
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
  let characters = 0;
  for (const word of args) characters += word.text.length;
  characters += RULES_FOR_CODE * (inlineCode(command)?.text.length ?? 0);
  // Rules look at every text, and a value may occur in many places.
  isTooLong(reader, characters);
  if (isComputed) cut(reader, 'the name of a command is made of parts that cannot be followed');
  if (isInputTooLong(command)) cut(reader, 'a pipe brings too much to read');
  const made: SimpleCommand[] = [command];
  const add = (more: readonly SimpleCommand[]): void => {
    for (const one of more) made.push(one);
  };
  for (const inner of unwrap(command)) add(readInner(reader, inner, command, place));
  if (mayVanish && args.length > 0) {
    add(readInner(reader, { nesting: 'argument', words: args }, command, place));
  }
  const body = reader.functions.get(program);
  if (body !== undefined) add(runFunction(reader, body, { name: program, words: args, place }));
  const alias = place.calls.includes(program) ? undefined : reader.aliases.get(program);
  if (alias !== undefined) {
    const inside = { ...place, calls: [...place.calls, program] };
    const text = [alias, ...args.map((word) => word.text)].join(' ');
    add(readInner(reader, { nesting: 'script', text, isSameShell: true }, command, inside));
  }
  return made;
}

const NO_PROGRAM = { program: '', isComputed: false, mayVanish: false };

function readInner(
  reader: Reader,
  inner: Inner,
  outer: SimpleCommand,
  place: Place,
): readonly SimpleCommand[] {
  if (inner.isComputed === true)
    cut(reader, 'a script is made of text that the line changes first');
  const inside: Place = {
    ...place,
    variables: inner.isSameShell === true ? place.variables : copyVariables(reader, place),
    via: [...place.via, outer.program],
    nesting: [...place.nesting, inner.nesting],
    remote: place.remote || inner.remote === true,
    moreArguments: place.moreArguments || inner.moreArguments === true,
    cwd: inner.remote === true ? undefined : place.cwd,
    inputText: inner.nesting === 'input' ? undefined : place.inputText,
  };
  if (inner.text !== undefined) {
    if (inner.positional !== undefined) {
      const [zero, ...words] = inner.positional;
      if (zero !== undefined) inside.variables.set('0', zero);
      setPositional(reader, inside, words);
    }
    return reader.readScript(inner.text, inner.dialect ?? 'sh', inside);
  }
  const { words = [] } = inner;
  if (words.length === 0) return [];
  const assignments = [...outer.assignments, ...(inner.assignments ?? [])];
  const { redirects, source, dialect } = outer;
  return (
    deeper(reader, () =>
      emitCommand(reader, { words, assignments, redirects, source, dialect }, inside),
    ) ?? []
  );
}

function withInput(redirects: readonly Redirection[], text: string | undefined) {
  if (text === undefined || redirects.some((one) => one.operator.startsWith('<'))) return redirects;
  return [...redirects, { operator: '<<', descriptor: undefined, target: undefined, text }];
}
