import leven from 'leven';
import { UserError } from './user-error.ts';

/** The command line itself is wrong, in the parser's own words. */
export class UsageProblem extends UserError {}

const NOT_A_CHOICE = /Argument: (\S+), Given: (.*), Choices: (.*)$/m;
const UNKNOWN = /^Unknown (?:argument|command)s?: (.*)$/s;
const FURTHEST = 2;

/**
 * Words an error of the command line's parser for people: what was wrong, the option that was
 * perhaps meant, and where to read on.
 *
 * @param options - The options that exist, without dashes.
 * @param name - The program and the subcommands that were chosen.
 */
export function usageError(
  message: string,
  argv: readonly string[],
  options: readonly string[],
  name: string,
): UserError {
  const hint = `Run \`${name} --help\` to see how it is used.`;
  const [, option, given, choices] = NOT_A_CHOICE.exec(message) ?? [];
  if (option !== undefined) {
    const text = `${dashed(option)} ${given}: expected ${choices}`.replaceAll('"', '');
    return new UserError(text, { hint });
  }
  const unknown = UNKNOWN.exec(message)?.[1]?.split(', ')[0];
  if (unknown === undefined) return new UserError(message.replace(/\n+/g, ' '), { hint });
  const written = argv.find((word) => isSpellingOf(word, unknown));
  if (written === undefined) return new UserError(`unexpected argument: ${unknown}`, { hint });
  const flag = written.split('=')[0] ?? written;
  const meant = closest(unknown, options);
  const guess = meant ? `Did you mean ${dashed(meant)}? ` : '';
  return new UserError(`unknown option: ${flag}`, { hint: guess + hint });
}

function isSpellingOf(word: string, key: string): boolean {
  if (!word.startsWith('-') || word === '-') return false;
  const bare = word.split('=')[0]?.replace(/^--?/, '') ?? '';
  return bare === key || camel(bare) === key || (!word.startsWith('--') && bare.includes(key));
}

function camel(text: string): string {
  return text.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
}

function closest(word: string, options: readonly string[]): string | undefined {
  let best: string | undefined;
  let distance = FURTHEST + 1;
  for (const option of options) {
    const own = leven(word.toLowerCase(), option);
    if (option.length > 1 && own < distance) [best, distance] = [option, own];
  }
  return best;
}

function dashed(option: string): string {
  return option.length === 1 ? `-${option}` : `--${option}`;
}
