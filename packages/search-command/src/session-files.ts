import type { Io } from '@cco/cli';
import { createSubagentFinder, type Session } from '@cco/session-index';
import { warn } from './warn.ts';

/** Makes a function that lists the transcripts of a session: its own, the newest first, then its subagents'. */
export function createFileLister(io: Io): (session: Session) => string[] {
  const finder = createSubagentFinder();
  let told = 0;
  return (session) => {
    const agents = finder.filesOf(session);
    for (const { file, message } of finder.problems.slice(told)) {
      warn(io, `not searched: ${file}: ${message}`);
    }
    told = finder.problems.length;
    return [...session.files, ...agents].map(({ path }) => path);
  };
}
