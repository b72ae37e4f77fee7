import type { Argv } from 'yargs';
import type { AnyCommand } from './command.ts';
import { aliasesOf, defaultValues, type OptionSpec } from './option-table.ts';
import { UsageProblem } from './usage-error.ts';

/** Declares the options and words of a command to yargs. */
export function declareOptions(yargs: Argv, { options, words }: AnyCommand): Argv {
  const table = Object.entries(options) as [string, OptionSpec][];
  const declared = table.reduce<Argv>((built, [name, spec]) => {
    const { type, describe, choices, repeats, required, hidden = false, conflicts } = spec;
    const option = built.option(name, {
      type,
      describe,
      hidden,
      alias: [...aliasesOf(spec)],
      ...(type !== 'boolean' && { requiresArg: true }),
      ...(choices && { choices }),
      ...(repeats && { array: true }),
      ...(required && { demandOption: true }),
    });
    return conflicts ? option.conflicts(name, [...conflicts]) : option;
  }, yargs);
  if (!words) return declared;
  const { name, describe, many } = words;
  return declared.positional(name, { type: 'string', describe, ...(many && { array: true }) });
}

/** Writes the words of a command in the grammar of yargs. */
export function wordsGrammar({ words }: AnyCommand): string {
  return words ? `[${words.name}${words.many ? '..' : ''}]` : '';
}

/**
 * Takes the values of a command's options out of what yargs parsed. Of a repeated option the last
 * value counts, and words behind `--` belong to the words in front.
 *
 * @throws UsageProblem when a number is not one.
 */
export function valuesFrom(
  parsed: Readonly<Record<string, unknown>>,
  { options, words }: AnyCommand,
): Record<string, unknown> {
  const values = defaultValues(options, words);
  for (const [name, spec] of Object.entries(options) as [string, OptionSpec][]) {
    const given = parsed[name];
    const value = Array.isArray(given) && !spec.repeats ? given.at(-1) : given;
    if (value === undefined) continue;
    if (spec.type === 'number' && Number.isNaN(value)) {
      const used = [name, ...aliasesOf(spec)].find((one) => one.length === 1) ?? name;
      throw new UsageProblem(`${used.length === 1 ? '-' : '--'}${used} takes a number`);
    }
    values[name] = value;
  }
  if (!words) return values;
  const behind = (parsed['--'] as string[] | undefined) ?? [];
  const before = parsed[words.name];
  if (words.many) {
    const all = [...(Array.isArray(before) ? before : []), ...behind];
    values[words.name] = all.length > 0 ? all : undefined;
  } else values[words.name] = before ?? behind[0];
  return values;
}
