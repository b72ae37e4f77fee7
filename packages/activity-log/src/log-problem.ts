import type { Place, ProblemCode } from '@cco/jsonl-parse';

/**
 * Why a piece of a log could not be used: a code of `@cco/jsonl-parse`, or `unfinished` for a
 * last entry that is only half written.
 */
export type LogProblemCode = ProblemCode | 'unfinished';

/**
 * One piece of a log that could not be used. Pieces of a stream have no place: their line,
 * offset and bytes are 0 when they are not known.
 */
export interface LogProblem extends Place {
  readonly file: string;
  readonly code: LogProblemCode;
  /** How many lines the piece touches; 0 for a file that could not be read. */
  readonly lines: number;
  /** What was wrong, for people. Holds no content of the log. */
  readonly message: string;
}
