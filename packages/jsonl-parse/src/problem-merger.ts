import { type Place, PROBLEM_MEANINGS, type Problem, type ProblemCode } from './problem.ts';

/** Collects problems so that a run of unusable lines is told once. */
export interface ProblemMerger {
  /** Adds a piece; it joins the one before when both have the same code and nothing between. */
  add(code: ProblemCode, place: Place, lines?: number): void;
  /** Reports what was collected. Call before each record, so that the file's order is kept. */
  flush(): void;
  /** Problems so far. */
  count(): number;
}

/** Makes a merger for the problems of one file. */
export function createProblemMerger(
  file: string,
  onProblem: ((problem: Problem) => void) | undefined,
): ProblemMerger {
  let pending: Problem | undefined;
  let problems = 0;

  const flush = (): void => {
    if (pending) onProblem?.(pending);
    pending = undefined;
  };

  return {
    flush,
    count: () => problems,
    add(code, { line, offset, bytes }, lines = 1) {
      if (pending?.code === code) {
        pending = {
          ...pending,
          bytes: offset + bytes - pending.offset,
          lines: line + lines - pending.line,
        };
        return;
      }
      flush();
      problems++;
      pending = { file, line, offset, bytes, lines, code, message: PROBLEM_MEANINGS[code] };
    },
  };
}
