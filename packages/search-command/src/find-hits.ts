import { dayOf, endOfDay, parseDate, startOfDay } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import {
  createSubagentFinder,
  describeSubagent,
  type IndexOptions,
  refreshIndex,
  rowOf,
  type Session,
  type SessionIndex,
} from '@cco/session-index';
import { count } from '@cco/terminal';
import { createHereTest } from './here.ts';
import type { Hit } from './render.ts';
import { resumeCommand } from './resume-command.ts';
import type { SearchCommandContext, SearchCommandOptions } from './search-command.ts';
import { type FoundSession, queryOf, searchWords } from './search-words.ts';
import { warn } from './warn.ts';
import { withProgress } from './with-progress.ts';

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
  const wanted = filterOf(options, io);
  const query = words === undefined ? undefined : queryOf(words);
  const index = await withProgress('Indexing sessions', io, (onProgress) =>
    refreshIndex({ ...options, onProgress }),
  );
  report(index, options, io);
  const sessions = sorted(index.sessions.filter(wanted), options.sort);
  if (query === undefined) {
    return toHits(
      sessions.slice(0, limit).map((session) => ({ session })),
      options,
      io,
    );
  }
  return toHits(await searchWords(query, { ...options, limit, index, sessions }, io), options, io);
}

function filterOf(options: SearchCommandOptions, io: Io): (session: Session) => boolean {
  const today = dayOf(io.now());
  const day = (name: '--since' | '--until', text: string) => {
    const parsed = parseDate(text, today);
    if (!parsed.ok) throw new UserError(`${name}: ${parsed.message}`);
    return parsed.day;
  };
  const from = options.since === undefined ? undefined : startOfDay(day('--since', options.since));
  const to = options.until === undefined ? undefined : endOfDay(day('--until', options.until));
  if (from && to && from > to) throw new UserError('--since is later than --until');
  const project = options.project?.toLowerCase();
  const isHere = options.here ? createHereTest(io.cwd, io.env) : undefined;
  return (session) =>
    (from === undefined || session.mtimeMs >= from.getTime()) &&
    (to === undefined || session.mtimeMs <= to.getTime()) &&
    (project === undefined || session.project.toLowerCase().includes(project)) &&
    (isHere === undefined || isHere(session));
}

function sorted(sessions: readonly Session[], order: SearchCommandOptions['sort']): Session[] {
  if (order === 'oldest') return sessions.toReversed();
  // The sort is stable: within a project the newest stay first.
  if (order === 'project') return sessions.toSorted((a, b) => compare(a.project, b.project));
  return [...sessions];
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
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

function report(index: SessionIndex, options: SearchCommandOptions, io: Io): void {
  if (options.rebuild) io.err(`Index rebuilt: ${count(index.sessions.length, 'session')}.\n`);
  for (const note of index.notes) warn(io, note);
  for (const { file, message } of index.problems) warn(io, `skipped: ${file}: ${message}`);
}
