import { dayOf, endOfDay, parseDate, startOfDay } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import {
  type FoundFiles,
  findStoreFiles,
  knownIndex,
  refreshIndex,
  type Session,
  type SessionIndex,
} from '@cco/session-index';
import type { TextQuery } from '@cco/session-index/text';
import { count } from '@cco/terminal';
import type { KnownSessions } from './archived.ts';
import type { HitOptions } from './find-hits.ts';
import { createHereTest } from './here.ts';
import type { SearchCommandOptions } from './search-options.ts';
import { type FoundSession, type OnEarlier, queryOf, searchWords } from './search-words.ts';
import { isIdStart, withIdStart } from './session-id.ts';
import { warnOf } from './warn.ts';
import { withProgress } from './with-progress.ts';

/** Sessions that the options ask for. */
export interface FoundSessions {
  readonly sessions: readonly FoundSession[];
  readonly query: TextQuery | undefined;
}

/**
 * Refreshes the index and finds the sessions that the options ask for.
 *
 * @param words - What to search for. @default every session fits
 */
export async function findSessions(
  options: HitOptions & {
    /** Gets what is known already when much has to be read first. */
    readonly onEarlier?: OnEarlier | undefined;
  },
  words: string | undefined,
  limit: number,
  io: Io,
): Promise<FoundSessions> {
  const wanted = filterOf(options, io);
  const select = (all: readonly Session[]) => sorted(all.filter(wanted), options.sort);
  if (words === undefined) {
    const { sessions } = await refreshedIndex(options, io);
    const known = await knownWith(sessions, options);
    const all = select(known.sessions).slice(0, limit);
    return {
      sessions: markArchived(
        all.map((session) => ({ session })),
        known,
      ),
      query: undefined,
    };
  }
  const query = queryOf(words);
  const isNamed = isIdStart(words.trim());
  // A session that is named comes first, which only the whole list tells.
  const onEarlier = isNamed ? undefined : options.onEarlier;
  let known: KnownSessions = { sessions: [], archived: undefined };
  const refresh = async (found = options.found): Promise<FoundFiles> => {
    const index = await refreshedIndex({ ...options, found }, io);
    known = await knownWith(index.sessions, options);
    return index.found;
  };
  // What is known is shown before anything is read; else it is read in this order.
  const files = onEarlier ? findStoreFiles(options.configFolders, options) : await refresh();
  const isNothing = onEarlier ? files.roots.length === 0 : !known.sessions.some(wanted);
  if (isNothing) {
    if (onEarlier) warnOf({ notes: [], problems: files.problems }, io);
    return { sessions: [], query };
  }
  const search = {
    ...options,
    limit,
    found: files,
    async sessions() {
      if (onEarlier) await refresh(files);
      return select(known.sessions);
    },
    earlier: onEarlier && {
      sessions: async () => select((await knownIndex({ ...options, found: files })).sessions),
      onEarlier,
    },
  };
  const found = await searchWords(query, search, io);
  const named = isNamed ? withIdStart(select(known.sessions), words.trim()) : [];
  return { sessions: markArchived(namedFirst(named, found).slice(0, limit), known), query };
}

async function knownWith(
  sessions: readonly Session[],
  options: HitOptions,
): Promise<KnownSessions> {
  return options.archived
    ? sessionsWithArchived(sessions, options)
    : { sessions, archived: undefined };
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
    (from === undefined || session.lastTime >= from.getTime()) &&
    (to === undefined || session.lastTime <= to.getTime()) &&
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

/**
 * Brings the index of sessions up to date, and tells what happened to it.
 *
 * @param told - Notes that need not be told again, because they are told with these.
 */
export async function refreshedIndex(
  options: HitOptions,
  io: Io,
  told: readonly string[] = [],
): Promise<SessionIndex> {
  const index = await withProgress('Indexing sessions', io, (onProgress) =>
    refreshIndex({ ...options, onProgress }),
  );
  if (options.rebuild) io.err(`Index rebuilt: ${count(index.sessions.length, 'session')}.\n`);
  warnOf({ ...index, notes: [...new Set([...told, ...index.notes])] }, io);
  return index;
}
