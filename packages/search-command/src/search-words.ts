import { type Io, UserError } from '@cco/cli';
import {
  type FoundFiles,
  findStoreFiles,
  knownSessions,
  type Session,
  type SessionIndex,
} from '@cco/session-index';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
  type TextMatch,
  type TextQuery,
} from '@cco/session-index/text';
import type { HitOptions } from './find-hits.ts';
import { warn, warnOf } from './warn.ts';
import { withProgress } from './with-progress.ts';

/** A session, and where the words stand when words were looked for. */
export interface FoundSession {
  readonly session: Session;
  readonly snippet?: TextMatch['snippet'];
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

/** What words are looked for in. */
interface SearchOptions extends HitOptions {
  readonly limit: number;
}

/** Brings the index of words up to date and finds the sessions that fit a query. */
export async function searchWords(
  query: TextQuery,
  options: SearchOptions & {
    readonly index: SessionIndex;
    /** Those to look through, in the order wanted. */
    readonly sessions: readonly Session[];
  },
  io: Io,
): Promise<FoundSession[]> {
  const { index, sessions } = options;
  if (sessions.length === 0) return [];
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const matches = await matchesOf(query, { ...options, ids: byId.keys(), found: index.found }, io);
  return pair(matches, byId);
}

/**
 * Finds the newest of all sessions that fit a query. Of others nothing is looked up, and the index
 * of sessions is brought up to date only when one of these has changed.
 */
export async function searchNewest(
  query: TextQuery,
  options: SearchOptions,
  io: Io,
): Promise<FoundSession[]> {
  const found = findStoreFiles(options.configFolders);
  if (found.roots.length === 0) {
    warnOf({ notes: [], problems: found.problems }, io);
    return [];
  }
  const matches = await matchesOf(query, { ...options, found }, io);
  const ids = new Set(matches.map(({ session }) => session));
  const known = await knownSessions(options, found, ids);
  let { sessions } = known;
  if (sessions) warnOf({ notes: known.notes, problems: found.problems }, io);
  else {
    const { refreshedIndex } = await import('./filtered-sessions.ts');
    ({ sessions } = await refreshedIndex(options, io, { found, notes: known.notes }));
  }
  return pair(matches, new Map(sessions.map((session) => [session.id, session])));
}

/** A session whose transcript vanished since its words were looked for is none any more. */
function pair(
  matches: readonly TextMatch[],
  sessions: ReadonlyMap<string, Session>,
): FoundSession[] {
  return matches.flatMap(({ session: id, snippet }) => {
    const session = sessions.get(id);
    return session ? [{ session, snippet }] : [];
  });
}

async function matchesOf(
  query: TextQuery,
  options: SearchOptions & {
    readonly found: FoundFiles;
    /** Sessions to look through. @default all, the newest first */
    readonly ids?: Iterable<string> | undefined;
  },
  io: Io,
): Promise<readonly TextMatch[]> {
  const { configFolders, dataFolder, textWorker, found, ids, limit } = options;
  const text = openTextIndex({ configFolders, dataFolder, worker: textWorker?.() });
  try {
    const { problems } = await withProgress('Indexing words', io, (onProgress) =>
      refreshTextIndex(text, { onProgress, found, again: options.rebuild }),
    );
    const costOf = asksForCost(query) ? await costs(options) : undefined;
    const result = searchText(text, query, { sessions: ids, limit, costOf });
    for (const note of text.notes) warn(io, note);
    for (const { file, message } of [...problems, ...result.problems]) {
      warn(io, `not searched: ${file}: ${message}`);
    }
    return result.matches;
  } finally {
    closeTextIndex(text);
  }
}

/** Tells whether the store of usage has to be up to date before the search. */
export function asksForCost({ terms }: TextQuery): boolean {
  return terms.some(({ test }) => test.kind === 'cost');
}

/** Prices are loaded only for this. */
async function costs(options: HitOptions): Promise<(session: string) => number | undefined> {
  const { sessionCosts } = await import('./session-costs.ts');
  return sessionCosts(options);
}
