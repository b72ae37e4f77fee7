import type { Problem, ProblemCode } from '@cco/jsonl-parse';
import type { Store } from './open-store.ts';

/** Reads what could not be used in the transcripts, by file and place. */
export function readProblems({ db }: Store): Problem[] {
  const rows = db
    .prepare(
      `SELECT path, line, offset, bytes, lines, code, message
       FROM problem JOIN file ON file.id = problem.file ORDER BY path, offset`,
    )
    .raw()
    .all();
  return (rows as unknown as [string, number, number, number, number, ProblemCode, string][]).map(
    ([file, line, offset, bytes, lines, code, message]) => ({
      file,
      line,
      offset,
      bytes,
      lines,
      code,
      message,
    }),
  );
}
