import { type Io, UserError } from '@cco/cli';
import { refreshIndex, rowOf, type Session } from '@cco/session-index';
import { createMatchFinders, type MatchFinder } from '@cco/session-index/text';
import { count } from '@cco/terminal';
import { collectPieces } from './collect-pieces.ts';
import type { HitOptions } from './find-hits.ts';
import { sessionsWithArchived } from './find-sessions.ts';
import { pieceJson } from './piece-json.ts';
import { jsonText } from './render.ts';
import { renderShow, type ShownSession } from './render-show.ts';
import { configFolderOf, resumeCommand } from './resume-command.ts';
import { queryOf } from './search-words.ts';
import { createFileLister } from './session-files.ts';
import { type ShowRequest, withIdStart } from './session-id.ts';
import { warn } from './warn.ts';
import { withProgress } from './with-progress.ts';

const MOST_NAMED = 5;

/**
 * Prints one session: its conversation, or the pieces that hold what was asked for.
 *
 * @returns The exit status; undefined when there is no such session, and the words may be ones to
 * search for.
 */
export async function runShow(
  { id, words, mayBeWords }: ShowRequest,
  options: HitOptions,
  io: Io,
): Promise<number | undefined> {
  const finders = createMatchFinders(queryOf(words));
  const found = await findSession(id, options, io);
  if (!found) {
    if (mayBeWords) return undefined;
    throw new UserError(`no session begins with ${id}`, {
      hint: 'A list without words tells ids; with --archived also those of deleted sessions.',
    });
  }
  const { session, isArchived } = found;
  const shown: ShownSession = {
    ...rowOf(session),
    cwd: session.cwd,
    resume: isArchived
      ? undefined
      : resumeCommand(session.id, {
          folder: session.cwd,
          configFolder: configFolderOf(session.files[0].path, options.configFolders, io.env),
        }),
    isArchived,
    isSearch: finders.length > 0,
    groups: isArchived ? [] : groupsOf(session, finders, options, io),
  };
  io.out(options.json ? jsonOf(shown) : renderShow(shown, { isWhole: options.all }, io));
  return 0;
}

async function findSession(
  start: string,
  options: HitOptions,
  io: Io,
): Promise<{ session: Session; isArchived: boolean } | undefined> {
  const index = await withProgress('Indexing sessions', io, (onProgress) =>
    refreshIndex({ ...options, onProgress }),
  );
  for (const note of index.notes) warn(io, note);
  const there = withIdStart(index.sessions, start);
  const known = there.length > 0 ? undefined : await sessionsWithArchived(index.sessions, options);
  const found = known ? withIdStart(known.sessions, start) : there;
  const [session, ...more] = found;
  if (!session) return undefined;
  const exact = found.find(({ id }) => id === start);
  if (more.length > 0 && !exact) {
    const named = found.slice(0, MOST_NAMED).map(({ id }) => id);
    const rest = found.length - named.length;
    throw new UserError(`${count(found.length, 'session')} begin with ${start}`, {
      hint: `Write more of the id: ${named.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`,
    });
  }
  return { session: exact ?? session, isArchived: known !== undefined };
}

function groupsOf(
  session: Session,
  finders: readonly MatchFinder[],
  { context = 0, subagents }: HitOptions,
  io: Io,
): ShownSession['groups'] {
  const files = createFileLister(io)(session);
  const isWhole = finders.length === 0;
  const { groups, problems } = collectPieces(
    // The subagents' work makes a conversation hard to follow; a search looks into it all the same.
    isWhole && !subagents ? files.slice(0, session.files.length) : files,
    { finders, context },
  );
  for (const { file, message } of problems) warn(io, `not shown: ${file}: ${message}`);
  return groups;
}

function jsonOf({ date, project, id, preview, cwd, resume, isArchived, groups }: ShownSession) {
  const session = {
    date,
    project,
    id,
    preview,
    cwd: cwd ?? null,
    resume: resume ?? null,
    ...(isArchived && { archived: true }),
  };
  return jsonText({ session, pieces: groups.flat().map(pieceJson) });
}
