/**
 * Why a piece of a file could not be used.
 *
 * - `torn`: a part of a record; its other part is missing.
 * - `not-json`: text that is no part of a JSON object.
 * - `not-an-object`: JSON, but not an object, so not a record.
 * - `too-long`: a line longer than a JavaScript string can be.
 * - `invalid`: a record whose fields have the wrong type.
 * - `unreadable`: the file could not be opened or read to its end.
 */
export type ProblemCode =
  | 'torn'
  | 'not-json'
  | 'not-an-object'
  | 'too-long'
  | 'invalid'
  | 'unreadable';

/** Where a piece of a file stands. */
export interface Place {
  /** Line number of its first byte, from 1. */
  readonly line: number;
  /** Byte offset of its first byte, from 0. */
  readonly offset: number;
  /** Its length in bytes, line end not included. */
  readonly bytes: number;
}

/** One piece of a file that could not be used. Neighbours with the same code are one problem. */
export interface Problem extends Place {
  readonly file: string;
  readonly code: ProblemCode;
  /** How many lines the piece touches. */
  readonly lines: number;
  /** What was wrong, for people. Holds no content of the file. */
  readonly message: string;
}

/** Says what a problem code means, in one clause. */
export const PROBLEM_MEANINGS: Readonly<Record<ProblemCode, string>> = {
  torn: 'part of a record, the rest is missing',
  'not-json': 'not JSON',
  'not-an-object': 'JSON, but not an object',
  'too-long': 'longer than a string can be',
  invalid: 'a field has the wrong type',
  unreadable: 'cannot be read',
};
