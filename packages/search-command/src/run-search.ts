import fs from 'node:fs';
import path from 'node:path';
import { dayOf, endOfDay, parseDate, startOfDay } from '@cco/calendar';
import { configFolders, dataFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import {
  createSubagentFinder,
  describeSubagent,
  type IndexOptions,
  latestRows,
  parseQuery,
  refreshIndex,
  rowOf,
  type SearchMatch,
  type Session,
  type SessionIndex,
  searchSessions,
} from '@cco/session-index';
import { count, createProgress, oneLine } from '@cco/terminal';
import { createHereTest } from './here.ts';
import { type Hit, renderJson, renderText } from './render.ts';
import { resumeCommand } from './resume-command.ts';
import type { SearchCommandOptions } from './search-command.ts';

/** Lists or searches sessions and prints what was found; gives the exit status. */
export async function runSearch(options: SearchCommandOptions, io: Io): Promise<number> {
  const words = (options.keyword ?? []).join(' ');
  const query = parseQuery(words);
  const limit = options.all ? Number.POSITIVE_INFINITY : options.limit;
  const hits =
    query.words.length === 0 && isPlain(options)
      ? await plainList(options, limit, io)
      : await filteredList(options, query.words.length > 0 ? words : undefined, limit, io);
  if (options.json) io.out(renderJson(hits));
  else io.out(hits.length > 0 ? renderText(hits, io) : nothingFound(words));
  if (hits.length === 0) tellWithoutData(io);
  return 0;
}

function nothingFound(words: string): string {
  const shown = oneLine(words);
  return shown === '' ? 'No sessions found.\n' : `No sessions found matching '${shown}'.\n`;
}

/** Finding nothing because there is no data at all is something else. */
function tellWithoutData(io: Io): void {
  const roots = configFolders(io.env).map((folder) => path.join(folder, 'projects'));
  if (roots.some((root) => fs.existsSync(root))) return;
  warn(io, `There is no Claude Code data: no folder ${roots.join(' and no ')}`);
}

/** The kept list answers as long as nothing is asked that it does not hold. */
function isPlain(options: SearchCommandOptions): boolean {
  const { project, since, until, here, sort, subagents } = options;
  const filters = project ?? since ?? until;
  return (
    filters === undefined && !here && sort === 'newest' && !subagents && !options['resume-dir']
  );
}

async function plainList(options: SearchCommandOptions, limit: number, io: Io): Promise<Hit[]> {
  const result = await withProgress('Indexing sessions', io, (onProgress) =>
    latestRows({ ...indexOptions(options, io), onProgress }, limit),
  );
  report(result.refreshed, options, io);
  return result.rows.map((row) => ({ ...row, resume: resumeCommand(row.id) }));
}

async function filteredList(
  options: SearchCommandOptions,
  words: string | undefined,
  limit: number,
  io: Io,
): Promise<Hit[]> {
  const wanted = filterOf(options, io);
  const index = await withProgress('Indexing sessions', io, (onProgress) =>
    refreshIndex({ ...indexOptions(options, io), onProgress }),
  );
  report(index, options, io);
  const sessions = sorted(index.sessions.filter(wanted), options.sort);
  if (words === undefined) {
    return toHits(
      sessions.slice(0, limit).map((session) => ({ session })),
      options,
      io,
    );
  }
  const result = await withProgress('Searching', io, (onProgress) =>
    searchSessions(sessions, parseQuery(words), { limit, onProgress }),
  );
  for (const { file, message } of result.problems) warn(io, `not searched: ${file}: ${message}`);
  return toHits(result.matches, options, io);
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

function toHits(
  matches: readonly (Pick<SearchMatch, 'session'> & Partial<SearchMatch>)[],
  options: SearchCommandOptions,
  io: Io,
): Hit[] {
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

function indexOptions(options: SearchCommandOptions, io: Io): IndexOptions {
  return {
    configFolders: configFolders(io.env),
    dataFolder: dataFolder(io.env),
    rebuild: options.rebuild,
  };
}

function report(index: SessionIndex | undefined, options: SearchCommandOptions, io: Io): void {
  if (!index) return;
  if (options.rebuild) io.err(`Index rebuilt: ${count(index.sessions.length, 'session')}.\n`);
  for (const note of index.notes) warn(io, note);
  for (const { file, message } of index.problems) warn(io, `skipped: ${file}: ${message}`);
}

function warn(io: Io, text: string): void {
  io.err(`${io.errStyle.yellow(oneLine(text))}\n`);
}

async function withProgress<T>(
  label: string,
  io: Io,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(io.progressStream, label, io.env);
  try {
    return await work(progress.update);
  } finally {
    progress.end();
  }
}
