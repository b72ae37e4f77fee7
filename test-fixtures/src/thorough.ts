/** True in `pnpm test:thorough`, which runs properties, kills and races at scale. */
export const isThorough = process.env['CCO_THOROUGH'] === '1';

/**
 * Returns how often a property or a trial runs.
 *
 * @param usual - In `npm test`, which has to stay fast.
 * @param thorough - In `pnpm test:thorough`.
 */
export function runs(usual: number, thorough: number = usual * 20): number {
  return isThorough ? thorough : usual;
}
