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
import type { TextQuery } from '@cco/session-index/text';
import { count } from '@cco/terminal';
import type { KnownSessions } from './archived.ts';
import { createHereTest } from './here.ts';
import type { Hit } from './render.ts';
import { resumeCommand } from './resume-command.ts';
import type { SearchCommandContext, SearchCommandOptions } from './search-command.ts';
import { type FoundSession, queryOf, searchWords } from './search-words.ts';
import { isIdStart, withIdStart } from './session-id.ts';
import { warn } from './warn.ts';
import { withProgress } from './with-progress.ts';

/** The command line, and where things lie. */
export type HitOptions = SearchCommandOptions &
  SearchCommandContext &
  Pick<IndexOptions, 'configFolders' | 'dataFolder'>;

/** Sessions that the options ask for. */
export interface FoundSessions {
  readonly sessions: readonly FoundSession[];
  readonly query: TextQuery | undefined;
}

/** Refreshes the index, finds the sessions that the options ask for, and tells what to show of each. */
export async function findHits(
  options: HitOptions,
  words: string | undefined,
  limit: number,
  io: Io,
): Promise<Hit[]> {
  const { sessions } = await findSessions(options, words, limit, io);
  return toHits(sessions, options, io);
}

/**
 * Refreshes the index and finds the sessions that the options ask for.
 *
 * @param words - What to search for. @default every session fits
 */
export async function findSessions(
  options: HitOptions,
  words: string | undefined,
  limit: number,
  io: Io,
): Promise<FoundSessions> {
  const wanted = filterOf(options, io);
  const query = words === undefined ? undefined : queryOf(words);
  const index = await withProgress('Indexing sessions', io, (onProgress) =>
    refreshIndex({ ...options, onProgress }),
  );
  report(index, options, io);
  const known = options.archived
    ? await sessionsWithArchived(index.sessions, options)
    : { sessions: index.sessions, archived: undefined };
  const sessions = sorted(known.sessions.filter(wanted), options.sort);
  if (words === undefined || query === undefined) {
    const all = sessions.slice(0, limit).map((session) => ({ session }));
    return { sessions: markArchived(all, known), query };
  }
  const found = await searchWords(query, { ...options, limit, index, sessions }, io);
  const named = isIdStart(words.trim()) ? withIdStart(sessions, words.trim()) : [];
  return { sessions: markArchived(namedFirst(named, found).slice(0, limit), known), query };
}

/** The store is loaded only for this. */
export async function sessionsWithArchived(
  sessions: readonly Session[],
  options: HitOptions,
): Promise<KnownSessions> {
  const { withArchived } = await import('./archived.ts');
  return withArchived(sessions, options);
}

/** Sessions with the id that was asked for come first; they may hold it as a word too. */
function namedFirst(named: readonly Session[], found: readonly FoundSession[]): FoundSession[] {
  const ids = new Set(named.map(({ id }) => id));
  const byId = new Map(found.map((one) => [one.session.id, one]));
  return [
    ...named.map((session) => byId.get(session.id) ?? { session }),
    ...found.filter(({ session }) => !ids.has(session.id)),
  ];
}

function markArchived(
  found: readonly FoundSession[],
  { archived }: { readonly archived: ReadonlySet<string> | undefined },
): FoundSession[] {
  return found.map((one) => ({ ...one, isArchived: archived?.has(one.session.id) }));
}

/**
 * Makes the test for sessions that the options ask for.
 *
 * @throws UserError when a date is none.
 */
export function filterOf(options: SearchCommandOptions, io: Io): (session: Session) => boolean {
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

/** Puts sessions, the newest first, into the order that is asked for. */
export function sorted(
  sessions: readonly Session[],
  order: SearchCommandOptions['sort'],
): Session[] {
  if (order === 'oldest') return sessions.toReversed();
  // The sort is stable: within a project the newest stay first.
  if (order === 'project') return sessions.toSorted((a, b) => compare(a.project, b.project));
  return [...sessions];
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

async function toHits(
  matches: readonly FoundSession[],
  options: SearchCommandOptions,
  io: Io,
): Promise<Hit[]> {
  const finder = options.subagents ? createSubagentFinder() : undefined;
  const { context } = options;
  const surroundings = context === undefined ? undefined : await import('./surroundings.ts');
  const hits = matches.map(({ session, snippet, isArchived, isCertain }) => ({
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
