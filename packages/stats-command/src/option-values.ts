import { UserError } from '@cco/cli';

/** Gives the last of repeated values, as shells' own tools do. */
export function lastOf(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : (value.at(-1) ?? '');
}

/**
 * Makes a reader for an option whose values are fixed.
 *
 * @throws UserError from the reader, when the value is none of them.
 */
export function oneOf<T extends string>(
  option: string,
  choices: readonly T[],
): (value: string | readonly string[]) => T {
  return (value) => {
    const given = lastOf(value);
    const choice = choices.find((one) => one === given);
    if (choice !== undefined) return choice;
    throw new UserError(`${option} ${given}: expected ${choices.join(', ')}`);
  };
}

/**
 * Reads an amount of dollars, as `5` or `2.50`.
 *
 * @throws UserError when it is not a plain number of at least 0.
 */
export function readDollars(option: string, text: string): number {
  const dollars = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(dollars)) return dollars;
  throw new UserError(`${option} ${text}: expected dollars of at least 0, as 5 or 2.50`);
}
