import type { Problem, ProblemCode } from '@cco/jsonl-parse';
import type { Store } from './open-store.ts';
import { allRows } from './statements.ts';

/** Reads what could not be used in the transcripts, by file and place. */
export function readProblems({ db }: Store): Problem[] {
  const columns = 'path, line, offset, bytes, lines, code, message';
  const rows = allRows<[string, number, number, number, number, ProblemCode, string]>(
    db,
    columns,
    `(SELECT ${columns} FROM problem JOIN file ON file.id = problem.file ORDER BY path, offset)`,
  );
  return rows.map(([file, line, offset, bytes, lines, code, message]) => ({
    file,
    line,
    offset,
    bytes,
    lines,
    code,
    message,
  }));
}
