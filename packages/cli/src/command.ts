import type { Io } from './io.ts';
import type { OptionTable, OptionValues, WordsSpec, WordValues } from './option-table.ts';

/** A command: what it is called, which options it takes, and what it does. */
export interface Command<
  Table extends OptionTable = OptionTable,
  Words extends WordsSpec | undefined = WordsSpec | undefined,
> {
  /** The word that names it below another command, for example `stats` in `cco stats`. */
  readonly name: string;
  /** Other words for the same. @default none */
  readonly aliases?: readonly string[] | undefined;
  /** Words that are no options. @default the command takes none */
  readonly words?: Words | undefined;
  /** One sentence for lists of commands and the head of the help. */
  readonly summary: string;
  /** All options. */
  readonly options: Table;
  /** Command lines with what they do; `$0` stands for the command's own name. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Exit statuses with their meaning. */
  readonly exitCodes: readonly (readonly [status: number, meaning: string])[];
  /** More to read below the options. @default nothing */
  readonly notes?: string | undefined;
  readonly subcommands?: readonly AnyCommand[] | undefined;
  /**
   * Prints the whole help too when an option is wrong, on standard error: behind what is wrong, on a
   * terminal in front of it, where it is still seen.
   *
   * @default false
   */
  readonly helpOnError?: boolean | undefined;
  /** What somebody may have meant with an unknown option. @default the option that is closest */
  adviceFor?(option: string): string | undefined;
  /**
   * Does the work and returns the exit status. Import what is heavy inside.
   *
   * @throws UserError when the user can correct the mistake.
   */
  run(options: OptionValues<Table> & WordValues<Words>, io: Io): Promise<number> | number;
}

/** A command whose options only it knows. */
// biome-ignore lint/suspicious/noExplicitAny: options are both made and taken by the command
export type AnyCommand = Command<any, any>;

/** Keeps the types of a command's options together while it is written down. */
export function defineCommand<
  const Table extends OptionTable,
  const Words extends WordsSpec | undefined = undefined,
>(command: Command<Table, Words>): Command<Table, Words> {
  return command;
}
