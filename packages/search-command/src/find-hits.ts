import type { Io } from '@cco/cli';
import {
  createSubagentFinder,
  describeSubagent,
  type IndexOptions,
  rowOf,
} from '@cco/session-index';
import type { Hit } from './render.ts';
import { resumeCommand } from './resume-command.ts';
import type { SearchCommandContext, SearchCommandOptions } from './search-command.ts';
import {
  asksForCost,
  type FoundSession,
  queryOf,
  searchNewest,
  searchWords,
} from './search-words.ts';
import { warn } from './warn.ts';

/** The command line, and where things lie. */
export type HitOptions = SearchCommandOptions &
  SearchCommandContext &
  Pick<IndexOptions, 'configFolders' | 'dataFolder'>;

/**
 * Refreshes the index and finds the sessions that the options ask for.
 *
 * @param words - What to search for. @default every session fits
 */
export async function findHits(
  options: HitOptions,
  words: string | undefined,
  limit: number,
  io: Io,
): Promise<Hit[]> {
  const query = words === undefined ? undefined : queryOf(words);
  if (query && isAboutAll(options) && !asksForCost(query)) {
    return toHits(await searchNewest(query, { ...options, limit }, io), options, io);
  }
  // What filters and sorts is loaded only for this.
  const { refreshedIndex, filteredSessions } = await import('./filtered-sessions.ts');
  const isWanted = filteredSessions(options, io);
  const index = await refreshedIndex(options, io);
  const sessions = isWanted(index.sessions);
  const found = query
    ? await searchWords(query, { ...options, limit, index, sessions }, io)
    : sessions.slice(0, limit).map((session) => ({ session }));
  return toHits(found, options, io);
}

/** Nothing but the words decides: of sessions that they do not fit nothing has to be known. */
function isAboutAll({ project, since, until, here, sort, rebuild }: SearchCommandOptions): boolean {
  const filters = project ?? since ?? until;
  return filters === undefined && !here && sort === 'newest' && !rebuild;
}

function toHits(matches: readonly FoundSession[], options: SearchCommandOptions, io: Io): Hit[] {
  const finder = options.subagents ? createSubagentFinder() : undefined;
  const hits = matches.map(({ session, snippet }) => ({
    ...rowOf(session),
    resume: resumeCommand(session.id, options['resume-dir'] ? session.cwd : undefined),
    match: snippet,
    subagents: finder?.filesOf(session).map(describeSubagent),
  }));
  for (const { file, message } of finder?.problems ?? []) {
    warn(io, `subagents not listed: ${file}: ${message}`);
  }
  return hits;
}
