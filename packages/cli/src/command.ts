import type { Argv } from 'yargs';
import type { Io } from './io.ts';

/** A command: what it is called, which options it takes, and what it does. */
export interface Command<Options = unknown> {
  /** The word that names it below another command, as `stats` in `cco stats`. */
  readonly name: string;
  /** Other words for the same. @default none */
  readonly aliases?: readonly string[] | undefined;
  /** Positionals in yargs' grammar, as `[keyword..]`. @default none */
  readonly positionals?: string | undefined;
  /** One sentence for lists of commands and the head of the help. */
  readonly summary: string;
  /** Declares options and positionals. Must be cheap: it runs for `--help` and completion too. */
  options(yargs: Argv): Argv<Options>;
  /**
   * What the options are when the command line is empty. With them a line of nothing but words,
   * switches and {@link Command.textOptions} is not parsed, and the parser not loaded: 20 ms for the
   * calls that people make all day.
   *
   * @default every line is parsed
   */
  readonly defaults?: Options | undefined;
  /** Options that take any text, which needs no parser either. @default none */
  readonly textOptions?: readonly (keyof Options & string)[] | undefined;
  /** Command lines with what they do; `$0` stands for the command's own name. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Exit statuses with their meaning. */
  readonly exitCodes: readonly (readonly [status: number, meaning: string])[];
  /** More to read below the options. @default nothing */
  readonly notes?: string | undefined;
  readonly subcommands?: readonly AnyCommand[] | undefined;
  /**
   * Shows the whole help too when an option is wrong, on standard error: behind what is wrong, on a
   * terminal in front of it, where it is still seen.
   *
   * @default false
   */
  readonly helpOnError?: boolean | undefined;
  /** What somebody may have meant with an unknown option. @default the option that is closest */
  adviceFor?(option: string): string | undefined;
  /**
   * Does the work and gives the exit status. Import what is heavy inside.
   *
   * @throws UserError when the user can mend it.
   */
  run(options: Options, io: Io): Promise<number> | number;
}

/** A command whose options only it knows. */
// biome-ignore lint/suspicious/noExplicitAny: options are both made and taken by the command
export type AnyCommand = Command<any>;

/** Keeps the types of a command's options together while it is written down. */
export function defineCommand<Options>(command: Command<Options>): Command<Options> {
  return command;
}

/** Gives the name under which a command takes any number of words; undefined when it takes none. */
export function wordsName({ positionals = '' }: AnyCommand): string | undefined {
  return /\[(\w+)\.\.\]/.exec(positionals)?.[1];
}
