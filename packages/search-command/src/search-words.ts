import { type Io, UserError } from '@cco/cli';
import { type FoundFiles, knownIndex, knownSessions, type Session } from '@cco/session-index';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
  type TextMatch,
  type TextQuery,
  type TextSearchOptions,
} from '@cco/session-index/text';
import type { HitOptions } from './find-hits.ts';
import { warn, warnOf } from './warn.ts';
import { withProgress } from './with-progress.ts';

/** A session, and where the words stand when words were looked for. */
export interface FoundSession {
  readonly session: Session;
  readonly snippet?: TextMatch['snippet'];
  /** Claude Code has deleted it. */
  readonly isArchived?: boolean | undefined;
  /** False: whether it fits cannot be told any more. */
  readonly isCertain?: boolean | undefined;
}

/**
 * Reads a query.
 *
 * @throws UserError when it cannot be read, with its place and how to do it right.
 */
export function queryOf(words: string): TextQuery {
  const parsed = parseTextQuery(words);
  if (parsed.ok) return parsed.query;
  const { message, hint } = parsed.error;
  throw new UserError(message, { hint });
}

/** With so much to read, what is known already is shown before. */
const MUCH_BYTES = 32 * 1024 * 1024;

/** Brings the index of words up to date and finds the sessions that fit a query. */
export async function searchWords(
  query: TextQuery,
  options: HitOptions & {
    readonly found: FoundFiles;
    readonly limit: number;
    /** Gives those to look through, in the order wanted. */
    sessions(): Promise<readonly Session[]>;
    /** Gives those of them that are known already, and gets what is found in these. */
    readonly earlier?: Earlier | undefined;
  },
  io: Io,
): Promise<FoundSession[]> {
  const { sessions, earlier, limit } = options;
  const find = async (search: Search): Promise<FoundSession[]> => {
    const byId = byIds(await sessions());
    const isRanked = options.sort === 'relevance' && !options.count;
    const all = isRanked ? search({ sessions: byId.keys(), snippets: false }) : undefined;
    const ids = all ? await mostRelevant(query, withSessions(all, byId), io) : byId.keys();
    return withSessions(search({ sessions: ids, limit, snippets: !options.count }), byId);
  };
  return withSearch(query, options, io, find, earlier && showing(earlier, limit));
}

/**
 * Finds the newest of all sessions that fit a query. Of others nothing is looked up, and the index
 * of sessions is brought up to date only when one of these has changed.
 */
export async function searchNewest(
  query: TextQuery,
  options: HitOptions & {
    readonly found: FoundFiles;
    readonly limit: number;
    /** Gets what is known already when much has to be read first, and how many bytes that is. */
    readonly onEarlier?: OnEarlier | undefined;
  },
  io: Io,
): Promise<FoundSession[]> {
  const { found, limit, onEarlier } = options;
  if (found.roots.length === 0) {
    warnOf({ notes: [], problems: found.problems }, io);
    return [];
  }
  const earlier = onEarlier && {
    sessions: async () => (await knownIndex(options)).sessions,
    onEarlier,
  };
  const use = (search: Search) => search({ limit });
  const matches = await withSearch(query, options, io, use, earlier && showing(earlier, limit));
  const ids = new Set(matches.map(({ session }) => session));
  const known = await knownSessions(options, found, ids);
  let { sessions } = known;
  if (sessions) warnOf({ notes: known.notes, problems: found.problems }, io);
  else {
    const { refreshedIndex } = await import('./find-sessions.ts');
    ({ sessions } = await refreshedIndex(options, io, known.notes));
  }
  return withSessions(matches, byIds(sessions));
}

/** Sessions that are known before much is read, and what to do with those that fit. */
export interface Earlier {
  sessions(): Promise<readonly Session[]>;
  readonly onEarlier: OnEarlier;
}

/** Makes what searches them. */
function showing({ sessions, onEarlier }: Earlier, limit: number) {
  return async (search: Search, bytes: number): Promise<void> => {
    const byId = byIds(await sessions());
    await onEarlier(withSessions(search({ sessions: byId.keys(), limit }), byId), bytes);
  };
}

function byIds(sessions: readonly Session[]): ReadonlyMap<string, Session> {
  return new Map(sessions.map((session) => [session.id, session]));
}

/** A session whose transcript vanished since its words were looked for is none any more. */
function withSessions(
  matches: readonly TextMatch[],
  sessions: ReadonlyMap<string, Session>,
): FoundSession[] {
  return matches.flatMap(({ session: id, ...match }) => {
    const session = sessions.get(id);
    return session ? [{ ...match, session }] : [];
  });
}

/** Gets sessions, and how many bytes are read behind them. */
export type OnEarlier = (sessions: readonly FoundSession[], bytes: number) => Promise<void>;

type Search = (more: TextSearchOptions) => readonly TextMatch[];

/**
 * Brings the index of words up to date, lets it be searched, and tells what went wrong.
 *
 * @param beforeMuch - May search what is known before much is read; told how many bytes that is.
 */
async function withSearch<T>(
  query: TextQuery,
  options: HitOptions & { readonly found: FoundFiles },
  io: Io,
  use: (search: Search) => Promise<T> | T,
  beforeMuch?: (search: Search, bytes: number) => Promise<void>,
): Promise<T> {
  const { configFolders, dataFolder, textWorker, found, archived, rebuild } = options;
  const text = openTextIndex({ configFolders, dataFolder, worker: textWorker });
  try {
    const beforeReading = async (bytes: number): Promise<void> => {
      if (bytes < MUCH_BYTES) return;
      await beforeMuch?.((more) => searchText(text, query, more).matches, bytes);
    };
    const refreshed = await withProgress('Indexing words', io, (onProgress) =>
      refreshTextIndex(text, { onProgress, beforeReading, found, again: rebuild }),
    );
    const problems = new Map(refreshed.problems.map((one) => [one.file, one]));
    const costOf = asksForCost(query) ? await costs(options) : undefined;
    const result = await use((more) => {
      const searched = searchText(text, query, { costOf, archived, ...more });
      for (const one of searched.problems) problems.set(one.file, one);
      return searched.matches;
    });
    for (const note of text.notes) warn(io, note);
    for (const { file, message } of problems.values()) {
      warn(io, `not searched: ${file}: ${message}`);
    }
    return result;
  } finally {
    closeTextIndex(text);
  }
}

/** Gives the ids of sessions, the most relevant first. What counts is loaded only for this. */
async function mostRelevant(
  query: TextQuery,
  sessions: readonly FoundSession[],
  io: Io,
): Promise<string[]> {
  const { countInSessions } = await import('./count-in-sessions.ts');
  const { byRelevance } = await import('./relevance.ts');
  const counted = await countInSessions(query, sessions, io);
  return byRelevance(counted).map(({ found }) => found.session.id);
}

/** Tells whether prices have to be known. */
export function asksForCost({ terms }: TextQuery): boolean {
  return terms.some(({ test }) => test.kind === 'cost');
}

/** Prices are loaded only for this. */
async function costs(options: HitOptions): Promise<(session: string) => number | undefined> {
  const { sessionCosts } = await import('./session-costs.ts');
  return sessionCosts(options);
}
