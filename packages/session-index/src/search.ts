import { parseJsonlFile } from '@cco/jsonl-parse';
import { conversationText, type Speaker } from './conversation-text.ts';
import type { FindProblem, TranscriptFile } from './find-sessions.ts';
import { createSubagentFinder } from './find-subagents.ts';
import { createLineFilter } from './line-filter.ts';
import { createWordMatcher, type Query, type WordMatcher } from './query.ts';
import type { Session } from './session.ts';
import { type Snippet, snippetOf } from './snippet.ts';

/** A session that holds every word of a query. */
export interface SearchMatch {
  readonly session: Session;
  /** Where the first word that was found stands. */
  readonly snippet: Snippet & { readonly speaker: Speaker };
}

/** Settings of {@link searchSessions}. */
export interface SearchOptions {
  /** Stops after so many matches. @default no limit */
  readonly limit?: number | undefined;
  /** Told how many sessions of how many were looked through. @default nobody */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What a search found. */
export interface SearchResult {
  /** In the order of the sessions that were given. */
  readonly matches: readonly SearchMatch[];
  /** Files that could not be read, so that a match in them would be missed. */
  readonly problems: readonly FindProblem[];
}

/**
 * Finds the sessions that hold every word of a query, in any place of their conversation text and
 * that of their subagents. The transcripts themselves are read, all of them that are needed for
 * the answer to be complete; there is no time limit.
 *
 * @param sessions - In the order in which matches are wanted.
 */
export function searchSessions(
  sessions: readonly Session[],
  query: Query,
  options: SearchOptions = {},
): SearchResult {
  const { limit = Number.POSITIVE_INFINITY, onProgress } = options;
  const words = query.words.map(createWordMatcher);
  const subagents = createSubagentFinder();
  const problems: FindProblem[] = [];
  const matches: SearchMatch[] = [];
  for (const [done, session] of sessions.entries()) {
    if (matches.length >= limit) break;
    const files = () => [...session.files, ...subagents.filesOf(session)];
    const snippet = searchFiles(files, words, problems);
    if (snippet) matches.push({ session, snippet });
    onProgress?.(done + 1, sessions.length);
  }
  return { matches, problems: [...problems, ...subagents.problems] };
}

/** Looks for words through the files of one session until none is missing. */
function searchFiles(
  files: () => readonly TranscriptFile[],
  words: readonly WordMatcher[],
  problems: FindProblem[],
): SearchMatch['snippet'] | undefined {
  let missing = words;
  let snippet: SearchMatch['snippet'] | undefined;
  for (const file of files()) {
    const accept = createLineFilter((bytes) => {
      const source = bytes.toString('latin1');
      return missing.some((word) => word.mayOccur(source));
    });
    parseJsonlFile(
      file.path,
      {
        accept,
        onRecord(record) {
          if (missing.length === 0) return;
          for (const { speaker, text } of conversationText(record)) {
            const still = missing.filter((word) => !word.find(text));
            if (still.length === missing.length) continue;
            snippet ??= { speaker, ...snippetOf(text, words) };
            missing = still;
          }
        },
        onProblem({ code, message }) {
          if (code === 'unreadable') problems.push({ file: file.path, message });
        },
      },
      { until: () => missing.length === 0 },
    );
    if (missing.length === 0) return snippet;
  }
  return undefined;
}
