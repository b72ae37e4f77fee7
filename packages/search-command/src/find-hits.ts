import type { Io } from '@cco/cli';
import { type FoundFiles, findStoreFiles, type IndexOptions, rowOf } from '@cco/session-index';
import type { Hit } from './render.ts';
import { resumeCommand } from './resume-command.ts';
import type { SearchCommandContext, SearchCommandOptions } from './search-command.ts';
import { asksForCost, type FoundSession, queryOf, searchNewest } from './search-words.ts';
import { isIdStart } from './session-id.ts';

/** The command line, and where things lie. */
export type HitOptions = SearchCommandOptions &
  SearchCommandContext &
  Pick<IndexOptions, 'configFolders' | 'dataFolder' | 'found'>;

/** Refreshes the index, finds the sessions that the options ask for, and tells what to show of each. */
export async function findHits(
  options: HitOptions,
  words: string | undefined,
  limit: number,
  io: Io,
  onEarlierHits?: (hits: readonly Hit[], bytes: number) => void,
): Promise<Hit[]> {
  const query = words === undefined ? undefined : queryOf(words);
  // What must not occur may stand in what is new.
  const isSure = !query?.terms.some(({ isNegative }) => isNegative);
  const onEarlier =
    onEarlierHits && isSure
      ? async (sessions: readonly FoundSession[], bytes: number) =>
          onEarlierHits(await toHits(sessions, options, io), bytes)
      : undefined;
  let { found } = options;
  if (words !== undefined && query && isAboutAll(options) && !asksForCost(query)) {
    found = findStoreFiles(options.configFolders, options);
    if (!namesSession(words.trim(), found)) {
      const sessions = await searchNewest(query, { ...options, found, limit, onEarlier }, io);
      return toHits(sessions, options, io);
    }
  }
  // What filters and sorts is loaded only for this.
  const { findSessions } = await import('./find-sessions.ts');
  const canBeEarly = query && isInOrder(options, words ?? '') && !asksForCost(query);
  const { sessions } = await findSessions(
    { ...options, found },
    words,
    limit,
    io,
    canBeEarly ? onEarlier : undefined,
  );
  return toHits(sessions, options, io);
}

/** Nothing but the words decides: of sessions that they do not fit nothing has to be known. */
function isAboutAll(options: SearchCommandOptions): boolean {
  const { project, since, until, here, sort, archived, rebuild } = options;
  const filters = project ?? since ?? until;
  return filters === undefined && !here && sort === 'newest' && !archived && !rebuild;
}

/** What is known already comes first in the answer, or the answer is as good without an order. */
function isInOrder({ sort, archived, rebuild }: SearchCommandOptions, words: string): boolean {
  return sort === 'newest' && !archived && !rebuild && !isIdStart(words.trim());
}

function namesSession(word: string, found: FoundFiles): boolean {
  return (
    isIdStart(word) && found.files.some(({ session }) => session?.startsWith(word.toLowerCase()))
  );
}

async function toHits(
  matches: readonly FoundSession[],
  options: SearchCommandOptions,
  io: Io,
): Promise<Hit[]> {
  const agents = options.subagents ? await import('./list-subagents.ts') : undefined;
  const subagents = agents?.listSubagents(
    matches.map(({ session }) => session),
    io,
  );
  const { context } = options;
  const surroundings = context === undefined ? undefined : await import('./surroundings.ts');
  const hits = matches.map(({ session, snippet, isArchived, isCertain }, place) => ({
    ...rowOf(session),
    resume: isArchived
      ? undefined
      : resumeCommand(session.id, options['resume-dir'] ? session.cwd : undefined),
    isArchived,
    isCertain,
    match:
      snippet && context !== undefined
        ? { ...snippet, context: surroundings?.surroundingsOf(snippet, context) }
        : snippet,
    subagents: subagents?.[place],
  }));
  return hits;
}
