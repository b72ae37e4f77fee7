import leven from 'leven';
import { dashed } from './option-table.ts';
import { UserError } from './user-error.ts';

/** The command line itself is wrong, in the parser's own words. */
export class UsageProblem extends UserError {}

const NOT_A_CHOICE = /Argument: (\S+), Given: (.*), Choices: (.*)$/m;
const UNKNOWN = /^Unknown (?:argument|command)s?: (.*)$/s;
const FURTHEST = 2;

/** What a wrong command line is compared with. */
export interface UsageContext {
  readonly argv: readonly string[];
  /** The options that exist, without dashes. */
  readonly options: readonly string[];
  /** The subcommands that exist. */
  readonly commands: readonly string[];
  /** Where to read on. */
  readonly readOn: string | undefined;
  /** What else somebody may have meant with an unknown option. */
  readonly adviceFor?: ((option: string) => string | undefined) | undefined;
}

/**
 * Words an error of the command line's parser for people: what was wrong, what was perhaps meant,
 * and where to read on.
 */
export function usageError(message: string, context: UsageContext): UserError {
  const { argv, options, commands, readOn, adviceFor } = context;
  const [, option, given, choices] = NOT_A_CHOICE.exec(message) ?? [];
  if (option !== undefined) {
    const text = `${dashed(option)} ${given}: expected ${choices}`.replaceAll('"', '');
    return new UserError(text, { hint: readOn });
  }
  const unknown = UNKNOWN.exec(message)?.[1]?.split(', ')[0];
  if (unknown === undefined) return new UserError(plainly(message), { hint: readOn });
  const written = argv.find((word) => isSpellingOf(word, unknown));
  const meant = closest(unknown, written === undefined ? commands : options);
  const shown = meant && written !== undefined ? dashed(meant) : meant;
  const advice = written === undefined ? undefined : adviceFor?.(written);
  const guess = advice ?? (shown && `Did you mean ${shown}?`);
  const hint = [guess, readOn].filter(Boolean).join(' ');
  const text =
    written === undefined
      ? `unexpected argument: ${unknown}`
      : `unknown option: ${written.split('=')[0]}`;
  return new UserError(text, { hint });
}

/** Words what yargs says of missing values and of options that exclude each other. */
function plainly(message: string): string {
  const [, missing] = /^Not enough arguments following: (\S+)$/m.exec(message) ?? [];
  if (missing !== undefined) return `${dashed(missing)} needs a value`;
  const [, required] = /^Missing required arguments?: (.+)$/m.exec(message) ?? [];
  if (required !== undefined) return `missing ${required.split(', ').map(dashed).join(', ')}`;
  const [, one, other] = /^Arguments (\S+) and (\S+) are mutually exclusive$/m.exec(message) ?? [];
  if (one !== undefined && other !== undefined) {
    return `${dashed(one)} and ${dashed(other)} do not go together`;
  }
  return message.replace(/\n+/g, ' ');
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
