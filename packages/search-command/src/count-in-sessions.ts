import type { Io } from '@cco/cli';
import type { Session } from '@cco/session-index';
import { countMatches, createMatchFinders, type TextQuery } from '@cco/session-index/text';
import { createFileLister } from './session-files.ts';
import { warn } from './warn.ts';
import { withProgress } from './with-progress.ts';

/** A session, and how often each term stands in it. */
export interface CountedSession<Found extends { readonly session: Session }> {
  readonly found: Found;
  readonly byTerm: readonly number[];
}

/**
 * Counts the places of a query's words, phrases and patterns in sessions that fit it. The
 * transcripts have to be read for this; of deleted sessions nothing can be counted.
 */
export function countInSessions<
  Found extends { readonly session: Session; readonly isArchived?: boolean | undefined },
>(query: TextQuery, sessions: readonly Found[], io: Io): Promise<CountedSession<Found>[]> {
  const finders = createMatchFinders(query);
  const filesOf = createFileLister(io);
  return withProgress('Counting matches', io, async (onProgress) =>
    sessions.map((found, place) => {
      onProgress(place, sessions.length);
      const files = found.isArchived || finders.length === 0 ? [] : filesOf(found.session);
      const { byTerm, problems } = countMatches(files, finders);
      for (const { file, message } of problems) warn(io, `not counted: ${file}: ${message}`);
      return { found, byTerm };
    }),
  );
}
