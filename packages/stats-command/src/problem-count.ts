import type { FolderFailure, LogProblem, LogProblemCode } from '@cco/activity-log';
import { count } from '@cco/terminal';

/** A file or folder that could not be read, and why. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/** What of the logs is not in the statistics. */
export interface ProblemCount {
  /** Lines by what was wrong with them. */
  readonly lines: ReadonlyMap<SkippedCode, number>;
  /** Last entries that were only half written. */
  readonly unfinished: number;
  readonly unreadable: readonly Unreadable[];
}

type SkippedCode = Exclude<LogProblemCode, 'unfinished' | 'unreadable'>;

const WORDS: Readonly<Record<SkippedCode, string>> = {
  torn: 'torn',
  'not-json': 'not JSON',
  'not-an-object': 'not an object',
  'too-long': 'too long',
  invalid: 'invalid',
};

/** Makes a counter for the problems of one run. */
export function createProblemCounter(): {
  add(problem: LogProblem): void;
  addFolder(failure: Pick<FolderFailure, 'folder' | 'message'>): void;
  result(): ProblemCount;
} {
  const lines = new Map<SkippedCode, number>();
  const unreadable: Unreadable[] = [];
  let unfinished = 0;
  return {
    add({ code, file, lines: touched, message }) {
      if (code === 'unfinished') unfinished++;
      else if (code === 'unreadable') unreadable.push({ path: file, reason: message });
      else lines.set(code, (lines.get(code) ?? 0) + touched);
    },
    addFolder({ folder, message }) {
      unreadable.push({ path: folder, reason: message });
    },
    result: () => ({ lines, unfinished, unreadable }),
  };
}

/** Tells whether everything could be used. */
export function isFlawless({ lines, unfinished, unreadable }: ProblemCount): boolean {
  return lines.size === 0 && unfinished === 0 && unreadable.length === 0;
}

/** Adds up the lines that were skipped. */
export function skippedLines({ lines }: ProblemCount): number {
  return [...lines.values()].reduce((sum, one) => sum + one, 0);
}

/**
 * Says in one line what is not in the statistics; empty when nothing is missing.
 *
 * @example
 * describeProblems(problems); // '4 lines skipped: 3 torn, 1 not JSON; 1 entry not finished'
 */
export function describeProblems(problems: ProblemCount): string {
  const { lines, unfinished, unreadable } = problems;
  const parts: string[] = [];
  if (lines.size > 0) {
    const codes = [...lines].map(([code, own]) => `${own} ${WORDS[code]}`);
    parts.push(`${count(skippedLines(problems), 'line')} skipped: ${codes.join(', ')}`);
  }
  if (unfinished > 0) parts.push(`${count(unfinished, 'entry', 'entries')} not finished`);
  for (const { path, reason } of unreadable) parts.push(`not read: ${path} (${reason})`);
  return parts.join('; ');
}
