import type { Function as FunctionNode, Script } from 'unbash';
import type { Dialect, Nesting, Redirection, SimpleCommand, Word } from './model.ts';

/** Limits count work, never time: a reading is the same on a busy machine. */
const DEEPEST = 200;
const MOST_COMMANDS = 25_000;
/** Nodes that are visited, words, variables that are copied, links between the stages of pipelines. */
const MOST_STEPS = 1_200_000;
const MOST_VARIABLES = 1_000;
const MOST_CHARACTERS = 8 * 1024 * 1024;
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
  /** Of all scripts, values and code that were read, those inside others again. */
  characters: number;
  /** A limit was reached, or a part can be anything: nobody can say what the whole does. */
  isCut: boolean;
  readonly functions: Map<string, FunctionBody>;
  readonly aliases: Map<string, string>;
  /** Reads a script in its turn; here, because whatever holds a script is read by part of it. */
  readonly readScript: (text: string, dialect: Dialect, place: Place) => readonly SimpleCommand[];
  /** The same for a script that is parsed already, as part of `text`. */
  readonly readTree: (script: Script, text: string, place: Place) => SimpleCommand[];
  /** The same for the body of a function. */
  readonly readBody: (body: FunctionNode['body'], text: string, place: Place) => SimpleCommand[];
}

/** A function that the line defines, in the text that it is part of. */
export interface FunctionBody {
  readonly node: FunctionNode;
  readonly text: string;
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
  /** Functions that are being run. */
  readonly calls: readonly string[];
  /** `$1`, `$2`, …; undefined where they are not known. */
  positional: readonly Word[] | undefined;
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

/** Assigns a variable. Their number is limited, because they are copied. */
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
export function isTooLong(reader: Reader, characters: number): boolean {
  reader.characters += characters;
  if (reader.characters <= MOST_CHARACTERS) return false;
  cut(reader, 'too much to read');
  return true;
}

/** Counts steps, and notes when a limit is reached. */
export function isOver(reader: Reader, steps = 1): boolean {
  reader.steps += steps;
  if (reader.commands.length >= MOST_COMMANDS) cut(reader, 'too many commands');
  else if (reader.steps > MOST_STEPS || reader.characters > MOST_CHARACTERS) {
    cut(reader, 'too much to read');
  } else return false;
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
