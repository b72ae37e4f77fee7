import type { Io } from '@cco/cli';
import { type FoundFiles, findStoreFiles, type IndexOptions, rowOf } from '@cco/session-index';
import type { TextQuery } from '@cco/session-index/text';
import type { Hit } from './render.ts';
import { configFolderOf, resumeCommand } from './resume-command.ts';
import type { SearchCommandContext, SearchCommandOptions } from './search-options.ts';
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
  const onEarlier = onEarlierHits && query && mayComeEarly(query, options) ? showHits : undefined;
  async function showHits(sessions: readonly FoundSession[], bytes: number): Promise<void> {
    onEarlierHits?.(await toHits(sessions, options, io), bytes);
  }
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
  const { sessions } = await findSessions({ ...options, found, onEarlier }, words, limit, io);
  return toHits(sessions, options, io);
}

/** Nothing but the words decides: of sessions that they do not fit nothing has to be known. */
function isAboutAll(options: SearchCommandOptions): boolean {
  const { project, since, until, here } = options;
  return (project ?? since ?? until) === undefined && !here && isUsual(options);
}

function isUsual({ sort, archived, rebuild }: SearchCommandOptions): boolean {
  return sort === 'newest' && !archived && !rebuild;
}

/** What is new cannot rule out what is known already, and the store need not be read for it. */
function mayComeEarly(query: TextQuery, options: SearchCommandOptions): boolean {
  return (
    isUsual(options) && !asksForCost(query) && !query.terms.some(({ isNegative }) => isNegative)
  );
}

function namesSession(word: string, found: FoundFiles): boolean {
  return (
    isIdStart(word) && found.files.some(({ session }) => session?.startsWith(word.toLowerCase()))
  );
}

async function toHits(
  matches: readonly FoundSession[],
  options: HitOptions,
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
      : resumeCommand(session.id, {
          folder: options['resume-dir'] ? session.cwd : undefined,
          configFolder: configFolderOf(session.files[0].path, options.configFolders, io.env),
        }),
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
