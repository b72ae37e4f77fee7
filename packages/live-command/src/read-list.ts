import { UserError } from '@cco/cli';

/**
 * Reads the value of an option that lists some of many, with commas between.
 *
 * @throws UserError when one is unknown, or there is none.
 */
export function readList<const Choice extends string>(
  option: string,
  choices: readonly Choice[],
  value: string | undefined,
): Choice[] | undefined {
  if (value === undefined) return undefined;
  const names = value.split(',').map((name) => name.trim());
  const named = names.filter((name) => name !== '');
  const wrong = named.find((name) => !(choices as readonly string[]).includes(name));
  if (wrong === undefined && named.length > 0) return named as Choice[];
  throw new UserError(
    wrong === undefined ? `${option} names nothing` : `${option}: there is no "${wrong}"`,
    { hint: `Use one or more of ${choices.join(', ')}, with commas between.` },
  );
}
