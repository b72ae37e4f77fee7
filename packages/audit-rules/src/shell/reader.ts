import type { Script } from 'unbash';
import type { Scope } from './expand.ts';
import type { Dialect, Nesting, Redirection, SimpleCommand, Word } from './model.ts';

/** Limits count work, never time: a reading is the same on a busy machine. */
const DEEPEST = 100;
const MOST_COMMANDS = 50_000;
/** Nodes that are visited and variables that are copied. */
const MOST_STEPS = 2_000_000;
const MOST_VARIABLES = 1_000;
const MOST_CHARACTERS = 6 * 1024 * 1024;
/** Every stage knows all others: the links grow with the square. */
const MOST_STAGES = 128;

/** What is said of commands that are nested deeper than they are read. */
export const TOO_DEEP = 'commands are nested too deep';

/** One reading of a command line: what was found, and what is left of its limits. */
export interface Reader {
  readonly commands: SimpleCommand[];
  readonly problems: Set<string>;
  readonly home: string;
  depth: number;
  steps: number;
  /** Of all scripts that were read, those inside others again. */
  characters: number;
  /** A limit was reached: what follows was not read. */
  isCut: boolean;
  /** Reads a script in its turn; here, because whatever holds a script is read by part of it. */
  readonly readScript: (text: string, dialect: Dialect, place: Place) => readonly SimpleCommand[];
  /** The same for a script that is parsed already, as part of `text`. */
  readonly readTree: (script: Script, text: string, place: Place) => SimpleCommand[];
}

/** Where the reader is; `cwd` and `variables` change as the shell goes on. */
export interface Place {
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

/** The place inside something that keeps its changes to itself. */
export function nested(reader: Reader, place: Place, nesting?: Nesting): Place {
  return {
    ...place,
    variables: copyVariables(reader, place),
    nesting: nesting === undefined ? place.nesting : [...place.nesting, nesting],
  };
}

/** Copies the variables of a place, which is work too. */
export function copyVariables(reader: Reader, { variables }: Place): Map<string, Word> {
  reader.steps += variables.size;
  return new Map(variables);
}

/** Assigns a variable; so many that copying them would take long are a limit. */
export function assign(reader: Reader, { variables }: Place, name: string, value: Word): void {
  if (variables.size >= MOST_VARIABLES && !variables.has(name)) cut(reader, 'too many variables');
  else variables.set(name, value);
}

/** Notes that a limit was reached. */
export function cut(reader: Reader, problem: string): void {
  reader.problems.add(problem);
  reader.isCut = true;
}

/** Counts text that is read, which may be read again at each level of nesting. */
export function isTooLong(reader: Reader, text: string): boolean {
  reader.characters += text.length;
  if (reader.characters <= MOST_CHARACTERS) return false;
  cut(reader, 'too much to read');
  return true;
}

/** Counts a step, and notes when a limit is reached. */
export function isOver(reader: Reader): boolean {
  reader.steps++;
  if (reader.commands.length >= MOST_COMMANDS) cut(reader, 'too many commands');
  else if (reader.steps > MOST_STEPS) cut(reader, 'too much to read');
  else return false;
  return true;
}

/** Does work one level deeper; gives undefined, and notes it, where that is too deep. */
export function deeper<Result>(reader: Reader, work: () => Result): Result | undefined {
  if (reader.depth >= DEEPEST) {
    cut(reader, TOO_DEEP);
    return undefined;
  }
  reader.depth++;
  try {
    return work();
  } finally {
    reader.depth--;
  }
}

/** Tells whether a pipeline may have no further stage, and notes it. */
export function isPipelineFull(reader: Reader, stages: readonly unknown[]): boolean {
  if (stages.length < MOST_STAGES) return false;
  cut(reader, 'the pipeline is too long');
  return true;
}

/** What words need to know of a place. */
export function scopeOf(reader: Reader, place: Place, text: string): Scope {
  return {
    variables: place.variables,
    home: reader.home,
    substitute: (script) =>
      deeper(reader, () => {
        const inside = { ...nested(reader, place, 'substitution'), previous: [], upstream: [] };
        return reader.readTree(script, text, { ...inside, inputText: undefined });
      }) ?? [],
  };
}
