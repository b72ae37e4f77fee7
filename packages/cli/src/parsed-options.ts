import type { Argv } from 'yargs';
import { type AnyCommand, wordsName } from './command.ts';
import { UsageProblem } from './usage-error.ts';

/** What yargs knows about the declared options, but its types do not tell. */
interface Declared {
  readonly key: Readonly<Record<string, unknown>>;
  readonly array: readonly string[];
  readonly number: readonly string[];
}

/** Lists the names of the options that a parser knows, aliases included, without dashes. */
export function optionNames(parser: Argv | undefined): string[] {
  return Object.keys(declared(parser).key);
}

/**
 * Makes the options that a command declared out of what yargs parsed: of a repeated option the
 * last value counts, a number is a number, and words behind `--` belong to the words in front.
 *
 * @throws UsageProblem when a number is none.
 */
export function optionsOf(
  parsed: Readonly<Record<string, unknown>>,
  command: AnyCommand,
  parser: Argv | undefined,
): Record<string, unknown> {
  const { array, number } = declared(parser);
  const words = wordsName(command);
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parsed)) {
    const isList = array.includes(kebab(name)) || name === words || name === '--' || name === '_';
    options[name] = Array.isArray(value) && !isList ? value.at(-1) : value;
    if (number.includes(kebab(name)) && Number.isNaN(options[name])) {
      throw new UsageProblem(`${name.length === 1 ? '-' : '--'}${name} takes a number`);
    }
  }
  const behind = options['--'];
  if (words && Array.isArray(behind)) {
    const before = options[words];
    options[words] = [...(Array.isArray(before) ? before : []), ...behind];
  }
  return options;
}

/** yargs hands out `log-dir` as `logDir` too, but lists it once. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function declared(parser: Argv | undefined): Declared {
  const known = parser as unknown as { getOptions?(): Declared } | undefined;
  return known?.getOptions?.() ?? { key: {}, array: [], number: [] };
}
