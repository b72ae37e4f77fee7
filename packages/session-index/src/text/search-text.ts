import type { FindProblem } from '../find-transcripts.ts';
import { createSearch, type Search } from './decide-sessions.ts';
import type { TextSnippet } from './first-snippet.ts';
import type { TextIndex } from './open-text-index.ts';
import type { TextQuery } from './parse-text-query.ts';

/** A session that fits a query. */
export interface TextMatch {
  readonly session: string;
  /** Claude Code has deleted its transcript. */
  readonly isArchived: boolean;
  /**
   * False: the session has all words, but whether they stand as the query has them cannot be told,
   * because the transcript is gone.
   */
  readonly isCertain: boolean;
  /** Where the first words of the query stand; undefined when nothing can be shown. */
  readonly snippet: TextSnippet | undefined;
}

/** Settings of {@link searchText}. */
export interface TextSearchOptions {
  /** Ids of sessions to look through, in the order wanted. @default all, the newest first */
  readonly sessions?: Iterable<string> | undefined;
  /** Stops after so many matches. @default no limit */
  readonly limit?: number | undefined;
  /** Sessions that Claude Code has deleted too. @default false */
  readonly archived?: boolean | undefined;
  /** Shows where the words stand. @default true */
  readonly snippets?: boolean | undefined;
  /** What a session cost, in dollars, for `cost:`. @default such a term fits no session */
  readonly costOf?: ((session: string) => number | undefined) | undefined;
}

/** What a search found. */
export interface TextSearchResult {
  readonly matches: readonly TextMatch[];
  /** Files that could not be read, so that a match in them would be missed. */
  readonly problems: readonly FindProblem[];
}

/**
 * Finds the sessions that fit a query, among all that the index knows. The index decides most; the
 * transcripts are read only where it leaves a doubt (words with punctuation, phrases, patterns),
 * and for the snippets. The result is exactly what reading everything would give.
 */
export function searchText(
  index: TextIndex,
  query: TextQuery,
  options: TextSearchOptions = {},
): TextSearchResult {
  const matches: TextMatch[] = [];
  const steps = searchTextInSteps(index, query, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { matches, problems: value };
    if (value) matches.push(value);
  }
}

/**
 * Does the same session by session, so that somebody who waits for keys can do something else in
 * between, or stop. Beginning takes as long as asking the index does; a session takes no time unless
 * its transcripts have to be read.
 *
 * @yields A match, or undefined after a session that does not fit.
 * @returns Files that could not be read.
 */
export function* searchTextInSteps(
  index: TextIndex,
  query: TextQuery,
  options: TextSearchOptions = {},
): Generator<TextMatch | undefined, readonly FindProblem[], void> {
  const { archived = false, limit, costOf } = options;
  const offered = options.sessions && [...options.sessions];
  const newest = offered === undefined && !archived ? limit : undefined;
  const progress = { decided: new Set<string>(), found: 0 };
  const search = createSearch(index, query, { costOf, newest });
  if (yield* decide(search, offered, options, progress)) return search.problems;
  // The text of a new session cannot be read: the index knows enough without it.
  const whole = createSearch(index, query, { costOf });
  yield* decide(whole, offered, options, progress);
  return whole.problems;
}

/**
 * Goes on deciding sessions.
 *
 * @param offered - The sessions to look through, in order. @default all, the newest first
 * @returns False when this search cannot decide a session.
 */
function* decide(
  search: Search,
  offered: readonly string[] | undefined,
  { limit = Number.POSITIVE_INFINITY, archived = false, snippets = true }: TextSearchOptions,
  progress: { readonly decided: Set<string>; found: number },
): Generator<TextMatch | undefined, boolean, void> {
  try {
    const byId = new Map(search.sessions.map((session) => [session.id, session]));
    const sessions = (offered ?? [...byId.keys()]).flatMap((id) => byId.get(id) ?? []);
    const wanted = sessions.filter(({ isArchived }) => archived || !isArchived);
    search.expect(wanted);
    for (const session of wanted) {
      if (progress.found >= limit) break;
      if (progress.decided.has(session.id)) continue;
      const fit = search.fit(session);
      if (fit === 'unknown' && search.isPartial) return false;
      progress.decided.add(session.id);
      if (fit === 'no') {
        yield undefined;
        continue;
      }
      progress.found++;
      yield {
        session: session.id,
        isArchived: session.isArchived,
        isCertain: fit === 'yes',
        snippet: snippets ? search.snippet(session) : undefined,
      };
    }
    return true;
  } finally {
    search.close();
  }
}
