import { type AnyCommand, wordsName } from './command.ts';
import { isCompletionRequest } from './completion-request.ts';

/**
 * Reads a command line of nothing but words and switches, as the parser would read it.
 *
 * @returns Undefined when only the parser can tell what is meant, or what is wrong with it.
 *
 * @example
 * // with the defaults { keyword: undefined, json: false } and the positionals `[keyword..]`
 * plainOptions(command, ['prisma', '--json']); // { keyword: ['prisma'], json: true }
 * plainOptions(command, ['prisma', '--jsn']); // undefined
 */
export function plainOptions(command: AnyCommand, argv: readonly string[]): object | undefined {
  const { defaults } = command;
  if (typeof defaults !== 'object' || defaults === null) return undefined;
  if (argv.length === 0) return defaults;
  const name = wordsName(command);
  if (name === undefined || command.subcommands || isCompletionRequest(argv)) return undefined;
  const options: Record<string, unknown> = { ...defaults };
  const words: string[] = [];
  for (const word of argv) {
    if (isPlainWord(word)) words.push(word);
    else if (word.startsWith('--') && options[word.slice(2)] === false) {
      options[word.slice(2)] = true;
    } else return undefined;
  }
  return words.length > 0 ? { ...options, [name]: words } : options;
}

/** Quotes and an empty word mean something to the parser. */
function isPlainWord(word: string): boolean {
  return word !== '' && !word.startsWith('-') && !/^['"].*['"]$/s.test(word);
}
