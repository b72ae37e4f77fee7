/**
 * What a command starts in its turn: behind wrappers, inside strings, on other machines.
 *
 * @module
 */
export type { Inner } from './inner.ts';
export { unwrap } from './unwrap.ts';
