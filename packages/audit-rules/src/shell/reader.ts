import type { Script } from 'unbash';
import type { Scope } from './expand.ts';
import type { Dialect, Nesting, Redirection, SimpleCommand, Word } from './model.ts';

const DEEPEST = 24;
const MOST_COMMANDS = 20_000;
/** Every stage knows all others: the links grow with the square. */
const MOST_STAGES = 128;

/** One reading of a command line: what was found, and what is left of its limits. */
export interface Reader {
  readonly commands: SimpleCommand[];
  readonly problems: Set<string>;
  readonly deadline: number;
  readonly home: string;
  depth: number;
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
export function nested(place: Place, nesting?: Nesting): Place {
  return {
    ...place,
    variables: new Map(place.variables),
    nesting: nesting === undefined ? place.nesting : [...place.nesting, nesting],
  };
}

/** Tells whether a limit is reached, and notes it. */
export function isOver(reader: Reader): boolean {
  if (reader.commands.length >= MOST_COMMANDS) reader.problems.add('too many commands');
  else if (performance.now() > reader.deadline) reader.problems.add('reading took too long');
  else return false;
  return true;
}

/** Does work one level deeper; gives undefined, and notes it, where that is too deep. */
export function deeper<Result>(reader: Reader, work: () => Result): Result | undefined {
  if (reader.depth >= DEEPEST) {
    reader.problems.add('commands are nested too deep');
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
  reader.problems.add('the pipeline is too long');
  return true;
}

/** What words need to know of a place. */
export function scopeOf(reader: Reader, place: Place, text: string): Scope {
  return {
    variables: place.variables,
    home: reader.home,
    substitute: (script) =>
      deeper(reader, () => {
        const inside = { ...nested(place, 'substitution'), previous: [], upstream: [] };
        return reader.readTree(script, text, { ...inside, inputText: undefined });
      }) ?? [],
  };
}
