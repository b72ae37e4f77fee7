import { type Io, UserError } from '@cco/cli';
import type { Session, SessionIndex } from '@cco/session-index';
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
import { warn } from './warn.ts';
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

/** Brings the index of words up to date and finds the sessions that fit a query. */
export async function searchWords(
  query: TextQuery,
  options: HitOptions & {
    readonly limit: number;
    readonly index: SessionIndex;
    /** Those to look through, in the order wanted. */
    readonly sessions: readonly Session[];
  },
  io: Io,
): Promise<FoundSession[]> {
  const { configFolders, dataFolder, textWorker, index, sessions, limit } = options;
  if (sessions.length === 0) return [];
  const text = openTextIndex({ configFolders, dataFolder, worker: textWorker?.() });
  try {
    const { files } = index;
    const { problems } = await withProgress('Indexing words', io, (onProgress) =>
      refreshTextIndex(text, { onProgress, files, again: options.rebuild }),
    );
    const byId = new Map(sessions.map((session) => [session.id, session]));
    const costOf = asksForCost(query) ? await costs(options) : undefined;
    const { archived } = options;
    const search = (more: TextSearchOptions) =>
      searchText(text, query, { sessions: byId.keys(), costOf, archived, ...more });
    const toFound = ({ session, ...match }: TextMatch): FoundSession => ({
      ...match,
      session: byId.get(session) as Session,
    });
    const isRanked = options.sort === 'relevance' && !options.count;
    const all = isRanked ? search({ snippets: false }) : undefined;
    const ids = all ? await mostRelevant(query, all.matches.map(toFound), io) : byId.keys();
    const found = search({ sessions: ids, limit, snippets: !options.count });
    for (const note of text.notes) warn(io, note);
    for (const { file, message } of [...problems, ...(all ?? found).problems]) {
      warn(io, `not searched: ${file}: ${message}`);
    }
    return found.matches.map(toFound);
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
