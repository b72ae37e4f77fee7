import type { Io } from '@cco/cli';
import {
  createSubagentFinder,
  describeSubagent,
  type Session,
  type Subagent,
} from '@cco/session-index';
import { warn } from './warn.ts';

/** Lists the subagents of each session, and tells what could not be looked at. */
export function listSubagents(sessions: readonly Session[], io: Io): Subagent[][] {
  const finder = createSubagentFinder();
  const lists = sessions.map((session) => finder.filesOf(session).map(describeSubagent));
  for (const { file, message } of finder.problems) {
    warn(io, `subagents not listed: ${file}: ${message}`);
  }
  return lists;
}
