import type { Io } from '@cco/cli';
import { withoutSecrets } from '@cco/secrets';
import {
  createSubagentFinder,
  type FindProblem,
  knownIndex,
  refreshIndex,
  rowOf,
  type Session,
  type SessionIndex,
} from '@cco/session-index';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchTextInSteps,
  type TextQuery,
} from '@cco/session-index/text';
import type { Choice, PickerSource, PreviewPiece } from '@cco/session-picker';
import { oneLine } from '@cco/terminal';
import type { HitOptions } from '../find-hits.ts';
import { filterOf, sessionsWithArchived, sorted } from '../find-sessions.ts';
import { asksForCost } from '../search-words.ts';
import { isIdStart, withIdStart } from '../session-id.ts';
import { inSlices } from './in-slices.ts';
import { previewSession } from './preview-session.ts';
import { ranked } from './ranked.ts';

/** The sessions of this machine, for the picker. Close it. */
export interface SessionSource extends PickerSource {
  sessionOf(id: string): Session | undefined;
  /** Transcripts of a session, its own first. */
  filesOf(id: string): string[];
  /** What went wrong, for people. */
  notes(): readonly string[];
  close(): void;
}

/** Another process that writes is not waited for: keys would wait too. */
const BUSY_MS = 250;

/**
 * Opens what is known of the sessions; `refresh` brings it up to date while it is searched.
 *
 * @throws UserError when an option is wrong.
 */
export async function createSessionSource(options: HitOptions, io: Io): Promise<SessionSource> {
  const { configFolders, dataFolder, textWorker } = options;
  const isWanted = filterOf(options, io);
  const text = openTextIndex({
    configFolders,
    dataFolder,
    worker: textWorker,
    busyTimeoutMs: BUSY_MS,
  });
  const notes: string[] = [];
  let sessions: readonly Session[] = [];
  /** With those that are gone, when it was asked for. */
  let archived: Promise<Listed> | undefined;
  let listed: Listed = { byId: new Map(), choices: [] };
  let costOf: Promise<(session: string) => number | undefined> | undefined;

  const listOf = (all: readonly Session[], gone: ReadonlySet<string> = new Set()): Listed => {
    const wanted = sorted(all.filter(isWanted), options.sort);
    return {
      byId: new Map(wanted.map((session) => [session.id, session])),
      choices: wanted.map((session) => toChoice(session, gone.has(session.id))),
    };
  };
  const show = (index: SessionIndex): void => {
    ({ sessions } = index);
    archived = undefined;
    listed = listOf(sessions);
  };
  const withArchived = (): Promise<Listed> => {
    archived ??= sessionsWithArchived(sessions, options).then((known) =>
      listOf(known.sessions, known.archived),
    );
    return archived;
  };
  const costs = async (query: TextQuery) => {
    if (!asksForCost(query)) return undefined;
    const { sessionCosts } = await import('../session-costs.ts');
    costOf ??= sessionCosts(options);
    return costOf;
  };
  const filesOf = (id: string, finder = createSubagentFinder()): string[] => {
    const session = listed.byId.get(id);
    if (!session) return [];
    return [...session.files, ...finder.filesOf(session)].map((one) => one.path);
  };

  show(await knownIndex(options));
  return {
    sessionOf: (id) => listed.byId.get(id),
    filesOf: (id) => filesOf(id),
    notes: () => [...new Set([...notes, ...text.notes])],
    close: () => closeTextIndex(text),
    async search({ words, project, isRanked, withArchived: isAll }, { signal, onFound }) {
      const { choices } = isAll ? await withArchived() : listed;
      const offered = choices.filter((one) => project === undefined || one.project === project);
      const parsed = parseTextQuery(words);
      if (!parsed.ok) return parsed.error.message;
      if (parsed.query.terms.length === 0) {
        onFound(offered);
        return undefined;
      }
      const wanted = new Map(offered.map((choice) => [choice.id, choice]));
      const steps = searchTextInSteps(text, parsed.query, {
        sessions: wanted.keys(),
        archived: isAll,
        snippets: false,
        costOf: await costs(parsed.query),
      });
      const named = isIdStart(words) ? withIdStart(offered, words) : [];
      const found = [...named];
      // They come first, as without a screen.
      for (const { id } of named) wanted.delete(id);
      await inSlices(steps, {
        signal,
        onStep(match) {
          const choice = match && wanted.get(match.session);
          if (choice) found.push(choice);
        },
        // What is not in order yet would be taken for the best.
        onPause: () => !isRanked && onFound([...found]),
      });
      if (!isRanked) {
        onFound(found);
        return undefined;
      }
      const finder = createSubagentFinder();
      const counting = {
        signal,
        filesOf: (id: string) => filesOf(id, finder),
        onProblem({ file, message }: FindProblem) {
          notes.push(`not counted: ${file}: ${message}`);
        },
      };
      onFound([...named, ...(await ranked(found.slice(named.length), parsed.query, counting))]);
      return undefined;
    },
    async preview({ id, isArchived }, words, signal) {
      const pieces = isArchived ? [DELETED] : await previewSession(filesOf(id), words, signal);
      return { id, pieces };
    },
    async refresh(report) {
      try {
        await bringUpToDate(report);
      } catch (error) {
        // Whoever has left does not wait for the end of it.
        if (!report.signal.aborted) throw error;
      }
    },
  };

  async function bringUpToDate({ progress, changed, signal }: RefreshReport): Promise<void> {
    const told = (label: string) => (done: number, total: number) => {
      signal.throwIfAborted();
      progress(`${label} ${Math.floor((done / Math.max(1, total)) * 100)}%`);
    };
    progress('Looking for new sessions');
    const index = await refreshIndex({ ...options, onProgress: told('Reading sessions') });
    signal.throwIfAborted();
    notes.push(
      ...index.notes,
      ...index.problems.map(({ file, message }) => `skipped: ${file}: ${message}`),
    );
    show(index);
    costOf = undefined;
    if (index.filesRead > 0) changed();
    const { filesRead } = await refreshTextIndex(text, {
      found: index.found,
      again: options.rebuild,
      onProgress: told('Indexing words'),
    });
    signal.throwIfAborted();
    progress(undefined);
    if (filesRead > 0 || index.filesRead > 0) changed();
  }
}

type RefreshReport = Parameters<NonNullable<PickerSource['refresh']>>[0];

/** Sessions that can be picked, in the order wanted. */
interface Listed {
  readonly byId: ReadonlyMap<string, Session>;
  readonly choices: readonly Choice[];
}

const DELETED: PreviewPiece = {
  speaker: 'deleted by Claude Code',
  date: undefined,
  text: 'Its words are known, its text is not. For phrases, patterns and words with punctuation it may hold the words, but not as asked.',
  ranges: [],
};

/** The title is looked through for secrets when it is shown. */
function toChoice(session: Session, isArchived: boolean): Choice {
  const { id, date, project, preview } = rowOf(session);
  return {
    id,
    date,
    project,
    folder: session.cwd,
    isArchived,
    get title() {
      return withoutSecrets(oneLine(preview));
    },
  };
}
