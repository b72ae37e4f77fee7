import type { ProblemCode } from '@cco/jsonl-parse';
import type { Store } from './open-store.ts';
import { allRows } from './statements.ts';

/**
 * Counts the lines that could not be used, by the code of their problem: `readProblems` lists them. A
 * line with several problems of one code counts once.
 */
export function countProblems({ db }: Store): Partial<Record<ProblemCode, number>> {
  const rows = allRows<[ProblemCode, number]>(
    db,
    'code, lines',
    `(SELECT code, sum(lines) AS lines
      FROM (SELECT DISTINCT file, offset, line, lines, code FROM problem) GROUP BY code)`,
  );
  return Object.fromEntries(rows);
}
