import { dayOf, endOfDay, parseDate, startOfDay } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { type FoundFiles, refreshIndex, type Session, type SessionIndex } from '@cco/session-index';
import { count } from '@cco/terminal';
import type { HitOptions } from './find-hits.ts';
import { createHereTest } from './here.ts';
import type { SearchCommandOptions } from './search-command.ts';
import { warnOf } from './warn.ts';
import { withProgress } from './with-progress.ts';

/**
 * Brings the index of sessions up to date, and tells what happened to it.
 *
 * @param known - What was told of it already, and the files that there are.
 */
export async function refreshedIndex(
  options: HitOptions,
  io: Io,
  known: { readonly found?: FoundFiles; readonly notes?: readonly string[] } = {},
): Promise<SessionIndex> {
  const index = await withProgress('Indexing sessions', io, (onProgress) =>
    refreshIndex({ ...options, found: known.found, onProgress }),
  );
  if (options.rebuild) io.err(`Index rebuilt: ${count(index.sessions.length, 'session')}.\n`);
  warnOf({ ...index, notes: [...new Set([...(known.notes ?? []), ...index.notes])] }, io);
  return index;
}

/**
 * Makes what chooses and orders sessions as the options say.
 *
 * @throws UserError when an option is wrong.
 */
export function filteredSessions(
  options: SearchCommandOptions,
  io: Io,
): (sessions: readonly Session[]) => Session[] {
  const isWanted = filterOf(options, io);
  return (sessions) => sorted(sessions.filter(isWanted), options.sort);
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
