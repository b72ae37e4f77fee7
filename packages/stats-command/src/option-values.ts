import { UserError } from '@cco/cli';

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
