import { parseJsonlFileAsync } from '@cco/jsonl-parse';
import pLimit from 'p-limit';
import { conversationText, type Speaker } from './conversation-text.ts';
import { createSubagentFinder } from './find-subagents.ts';
import type { FindProblem, TranscriptFile } from './find-transcripts.ts';
import { createLineFilter } from './line-filter.ts';
import { createWordMatcher, type Query, type WordMatcher } from './query.ts';
import type { Session } from './session.ts';
import { type Snippet, snippetOf } from './snippet.ts';

/** Keep a disk busy, and end soon after the last match that is wanted. */
const SESSIONS_AT_ONCE = 8;
const BATCH = 32;

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
export async function searchSessions(
  sessions: readonly Session[],
  query: Query,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const { limit = Number.POSITIVE_INFINITY, onProgress } = options;
  const words = query.words.map(createWordMatcher);
  const subagents = createSubagentFinder();
  const problems: FindProblem[] = [];
  const matches: SearchMatch[] = [];
  const atOnce = pLimit(SESSIONS_AT_ONCE);
  for (let from = 0; from < sessions.length && matches.length < limit; from += BATCH) {
    const batch = sessions.slice(from, from + BATCH);
    const found = await atOnce.map(batch, async (session): Promise<SearchMatch[]> => {
      const files = () => [...session.files, ...subagents.filesOf(session)];
      const snippet = await searchFiles(files, words, problems);
      return snippet ? [{ session, snippet }] : [];
    });
    matches.push(...found.flat().slice(0, limit - matches.length));
    onProgress?.(from + batch.length, sessions.length);
  }
  return { matches, problems: [...problems, ...subagents.problems] };
}

/** Looks for words through the files of one session until none is missing. */
async function searchFiles(
  files: () => readonly TranscriptFile[],
  words: readonly WordMatcher[],
  problems: FindProblem[],
): Promise<SearchMatch['snippet'] | undefined> {
  let missing = words;
  let snippet: SearchMatch['snippet'] | undefined;
  for (const file of files()) {
    const accept = createLineFilter((bytes) => missing.some((word) => word.mayOccur(bytes, true)));
    await parseJsonlFileAsync(
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
