/** One part of a word, as the shell would see it before it expands anything. */
export type Piece =
  | {
      readonly kind: 'literal';
      readonly text: string;
      readonly quoted: boolean;
      /** Whether it is a variable's value, which is split at the characters of `IFS`. */
      readonly filled?: boolean | undefined;
    }
  | { readonly kind: 'glob'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly text: string;
      readonly name: string;
      readonly quoted: boolean;
      /** Whether an unset variable stops the command (`${X:?}`). */
      readonly guarded: boolean;
    }
  | {
      readonly kind: 'substitution';
      readonly text: string;
      readonly quoted: boolean;
      /** `value` for `$( )` and backticks, `file` for `<( )` and `>( )`. */
      readonly becomes: 'value' | 'file';
      /** Whether `text` is what the commands print, worked out from the line alone. */
      readonly known?: boolean | undefined;
      readonly commands: readonly SimpleCommand[];
    }
  | { readonly kind: 'unknown'; readonly text: string };

/** An argument: what is known of it without running anything. */
export interface Word {
  /** Quotes removed, known variables filled in; what is not known stands as it was written. */
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Whether `text` is what the program gets: no unknown expansion, no glob. */
  readonly literal: boolean;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Redirection {
  /** `>`, `>>`, `<`, `&>`, `<<`, `<<<` and so on. */
  readonly operator: string;
  readonly descriptor: number | undefined;
  readonly target: Word | undefined;
  /** What a here-document or a here-string brings. */
  readonly text: string | undefined;
}

/** Where a command stands inside others, outermost first. */
export type Nesting =
  | 'subshell'
  | 'substitution'
  | 'function'
  | 'argument'
  | 'script'
  | 'input'
  | 'code';

export type Dialect = 'sh' | 'powershell' | 'cmd';

/** A program in command position, with everything a rule may ask about it. */
export interface SimpleCommand {
  /** Base name without path, quotes, backslashes and `.exe`; empty when it is not known. */
  readonly program: string;
  /** The command word itself; undefined for bare assignments and redirections. */
  readonly name: Word | undefined;
  readonly args: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirection[];
  /** Commands of the stage before in the pipeline. */
  readonly previous: readonly SimpleCommand[];
  /** Commands of all stages before, and of those around them. */
  readonly upstream: readonly SimpleCommand[];
  /** Commands of all stages behind. */
  readonly downstream: readonly SimpleCommand[];
  readonly background: boolean;
  readonly nesting: readonly Nesting[];
  /** Programs that this one was started by on the same line: `sudo`, `bash`, `xargs`, … */
  readonly via: readonly string[];
  /** The function whose body this is part of. */
  readonly functionName: string | undefined;
  /** Whether it runs on another machine or in a container. */
  readonly remote: boolean;
  /** Whether more arguments come from input (`xargs`, `find -exec`). */
  readonly moreArguments: boolean;
  /** The working directory when it starts, where known. */
  readonly cwd: string | undefined;
  readonly dialect: Dialect;
  /** The text it was written as, for evidence. */
  readonly source: string;
}

/** What reading a command line brought. */
export interface ShellReading {
  readonly commands: readonly SimpleCommand[];
  /** Why parts could not be read, in words; empty when all was. */
  readonly problems: readonly string[];
  /** A limit of the reader was reached: the rest was not read. */
  readonly isCut: boolean;
}

/** Makes a word of plain text. */
export function plainWord(text: string): Word {
  return { text, pieces: [{ kind: 'literal', text, quoted: false }], literal: true };
}

/** Makes a word of its pieces. */
export function wordOf(pieces: readonly Piece[]): Word {
  let text = '';
  let literal = true;
  for (const piece of pieces) {
    text += piece.text;
    if (piece.kind !== 'literal') literal = false;
  }
  return { text, pieces, literal };
}

/** Lists the commands inside the substitutions of a word. */
export function commandsIn(word: Word): SimpleCommand[] {
  const found: SimpleCommand[] = [];
  for (const piece of word.pieces) {
    if (piece.kind === 'substitution') found.push(...piece.commands);
  }
  return found;
}
