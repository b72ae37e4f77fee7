import type { AnyCommand, Command } from './command.ts';
import { isCompletionRequest } from './completion-request.ts';
import {
  aliasesOf,
  defaultValues,
  type OptionSpec,
  type OptionTable,
  type OptionValues,
  type WordsSpec,
  type WordValues,
} from './option-table.ts';

/** A command, and the options it is called with. */
export interface PlainCall {
  readonly command: AnyCommand;
  readonly options: Record<string, unknown>;
}

/** What of a command is needed to read its options. */
type Readable<Table extends OptionTable, Words extends WordsSpec | undefined> = Pick<
  Command<Table, Words>,
  'options' | 'words' | 'subcommands'
>;

/**
 * Reads the command lines that people write all day without yargs, whose loading takes 20 ms:
 * subcommands, words, switches, and options with their value behind them. A test compares it with
 * the parser; `CCO_FAST_PATH=0` turns it off.
 *
 * @returns Undefined when only the parser can decide what is meant, or what is wrong.
 *
 * @example
 * // with the options `json` and `since`, and words
 * readPlainLine(command, ['prisma', '--json', '--since', '7d'])?.options;
 * // { json: true, since: '7d', keyword: ['prisma'] }
 * readPlainLine(command, ['prisma', '--jsn']); // undefined
 */
export function readPlainLine(command: AnyCommand, argv: readonly string[]): PlainCall | undefined {
  if (isCompletionRequest(argv)) return undefined;
  const [first, ...rest] = argv;
  const chosen = command.subcommands?.find(
    ({ name, aliases = [] }) => first !== undefined && [name, ...aliases].includes(first),
  );
  if (chosen) return readPlainLine(chosen, rest);
  const options = readPlainOptions(command, argv);
  return options && { command, options };
}

/**
 * Reads the options of a command from the words behind its name, as {@link readPlainLine} does.
 *
 * @returns Undefined when only the parser can decide what is meant, or what is wrong.
 */
export function readPlainOptions<
  Table extends OptionTable,
  Words extends WordsSpec | undefined = undefined,
>(
  { options: table, words: spec, subcommands }: Readable<Table, Words>,
  argv: readonly string[],
): (OptionValues<Table> & WordValues<Words>) | undefined {
  const values = defaultValues(table, spec);
  const given = new Set<string>();
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] as string;
    if (isPlainWord(word)) {
      words.push(word);
      continue;
    }
    const name = optionNamed(table, word);
    if (name === undefined || given.has(name)) return undefined;
    given.add(name);
    const option = table[name] as OptionSpec;
    const value = option.type === 'boolean' || readValue(option, argv[++at]);
    if (value === undefined) return undefined;
    values[name] = value;
  }
  if (!isAllowed(table, given)) return undefined;
  const read = values as OptionValues<Table> & WordValues<Words>;
  if (words.length === 0) return read;
  // Among subcommands a word may be a misspelled one.
  if (spec === undefined || subcommands || (!spec.many && words.length > 1)) return undefined;
  return { ...read, [spec.name]: spec.many ? words : words[0] };
}

function optionNamed(table: OptionTable, word: string): string | undefined {
  const isLetter = /^-\w$/.test(word);
  if (!isLetter && !/^--\w[\w-]+$/.test(word)) return undefined;
  const name = word.slice(isLetter ? 1 : 2);
  if (Object.hasOwn(table, name)) return name;
  return Object.keys(table).find((own) => aliasesOf(table[own] as OptionSpec).includes(name));
}

function readValue(
  { type, choices, repeats }: OptionSpec,
  text: string | undefined,
): string | number | undefined {
  if (text === undefined || repeats || !isPlainWord(text)) return undefined;
  if (type === 'number') return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  return choices === undefined || choices.includes(text) ? text : undefined;
}

/** Whether nothing that is needed is missing, and nothing excludes another. */
function isAllowed(table: OptionTable, given: ReadonlySet<string>): boolean {
  return Object.entries(table).every(([name, { required, conflicts = [] }]) =>
    given.has(name) ? !conflicts.some((other) => given.has(other)) : !required,
  );
}

/** Quotes and an empty word mean something to the parser. */
function isPlainWord(word: string): boolean {
  return word !== '' && !word.startsWith('-') && !/^['"].*['"]$/s.test(word);
}
