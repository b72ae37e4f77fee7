/**
 * Judging without loading the parser before a command line asks for it.
 *
 * @module
 */
export { loadJudge } from './load-judge.ts';
