import { type AnyCommand, wordsName } from './command.ts';
import { isCompletionRequest } from './completion-request.ts';

/** A command, and what it is called with. */
export interface PlainCall {
  readonly command: AnyCommand;
  readonly options: object;
}

/**
 * Reads a command line of nothing but subcommands, words, switches and options that take any text,
 * as the parser would read it.
 *
 * @returns Undefined when only the parser can tell what is meant, or what is wrong with it.
 *
 * @example
 * // with the defaults { keyword: undefined, json: false } and the positionals `[keyword..]`
 * plainCall(command, ['prisma', '--json'])?.options; // { keyword: ['prisma'], json: true }
 * plainCall(command, ['prisma', '--jsn']); // undefined
 */
export function plainCall(command: AnyCommand, argv: readonly string[]): PlainCall | undefined {
  if (isCompletionRequest(argv)) return undefined;
  const [word, ...rest] = argv;
  const chosen = command.subcommands?.find(
    ({ name, aliases = [] }) => word !== undefined && [name, ...aliases].includes(word),
  );
  if (chosen) return plainCall(chosen, rest);
  const options = plainOptions(command, argv);
  return options && { command, options };
}

function plainOptions(command: AnyCommand, argv: readonly string[]): object | undefined {
  const { defaults, textOptions = [] } = command;
  if (typeof defaults !== 'object' || defaults === null) return undefined;
  if (argv.length === 0) return defaults;
  const options: Record<string, unknown> = { ...defaults };
  const given = new Set<string>();
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    const name = word.startsWith('--') ? word.slice(2) : '';
    if (isPlainWord(word)) words.push(word);
    else if (options[name] === false) options[name] = true;
    else if (textOptions.includes(name) && !given.has(name) && isPlainWord(argv[++at] ?? '')) {
      given.add(name);
      options[name] = argv[at];
    } else return undefined;
  }
  if (words.length === 0) return options;
  const name = wordsName(command);
  // Among subcommands a word may be one that is spelled wrong.
  return name === undefined || command.subcommands ? undefined : { ...options, [name]: words };
}

/** Quotes and an empty word mean something to the parser. */
function isPlainWord(word: string): boolean {
  return word !== '' && !word.startsWith('-') && !/^['"].*['"]$/s.test(word);
}
