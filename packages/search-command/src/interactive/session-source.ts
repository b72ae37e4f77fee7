import type { Io } from '@cco/cli';
import {
  createSubagentFinder,
  knownIndex,
  refreshIndex,
  rowOf,
  type Session,
  type SessionIndex,
  withoutSecrets,
} from '@cco/session-index';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchTextInSteps,
  type TextQuery,
} from '@cco/session-index/text';
import type { Choice, PickerSource } from '@cco/session-picker';
import { oneLine } from '@cco/terminal';
import type { HitOptions } from '../find-hits.ts';
import { filterOf, sorted } from '../find-sessions.ts';
import { asksForCost } from '../search-words.ts';
import { isIdStart, withIdStart } from '../session-id.ts';
import { previewSession } from './preview-session.ts';

/** The sessions of this machine, for the picker. Close it. */
export interface SessionSource extends PickerSource {
  sessionOf(id: string): Session | undefined;
  /** Transcripts of a session, its own first. */
  filesOf(id: string): string[];
  /** What went wrong, for people. */
  notes(): readonly string[];
  close(): void;
}

/** Keys are looked at in between. */
const SLICE_MS = 8;
/** A list that grows is shown so often at most. */
const TELL_MS = 100;
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
  let byId = new Map<string, Session>();
  let choices: Choice[] = [];
  let costOf: Promise<(session: string) => number | undefined> | undefined;

  const show = ({ sessions }: SessionIndex): void => {
    const wanted = sorted(sessions.filter(isWanted), options.sort);
    byId = new Map(wanted.map((session) => [session.id, session]));
    choices = wanted.map(toChoice);
  };
  const costs = async (query: TextQuery) => {
    if (!asksForCost(query)) return undefined;
    const { sessionCosts } = await import('../session-costs.ts');
    costOf ??= sessionCosts(options);
    return costOf;
  };
  const filesOf = (id: string): string[] => {
    const session = byId.get(id);
    if (!session) return [];
    return [...session.files, ...createSubagentFinder().filesOf(session)].map((one) => one.path);
  };

  show(await knownIndex(options));
  return {
    sessionOf: (id) => byId.get(id),
    filesOf,
    notes: () => [...new Set([...notes, ...text.notes])],
    close: () => closeTextIndex(text),
    async search({ words, project }, { signal, onFound }) {
      const listed = choices.filter((one) => project === undefined || one.project === project);
      const parsed = parseTextQuery(words);
      if (!parsed.ok) return parsed.error.message;
      if (parsed.query.terms.length === 0) {
        onFound(listed);
        return undefined;
      }
      const sessions = new Map(listed.map((choice) => [choice.id, choice]));
      const steps = searchTextInSteps(text, parsed.query, {
        sessions: sessions.keys(),
        snippets: false,
        costOf: await costs(parsed.query),
      });
      const found = isIdStart(words) ? withIdStart(listed, words) : [];
      // They come first, as without a screen.
      for (const { id } of found) sessions.delete(id);
      await inSlices(steps, {
        signal,
        onStep(match) {
          const choice = match && sessions.get(match.session);
          if (choice) found.push(choice);
        },
        onPause: () => onFound([...found]),
      });
      onFound(found);
      return undefined;
    },
    async preview({ id }, words, signal) {
      return { id, pieces: await previewSession(filesOf(id), words, signal) };
    },
    async refresh({ progress, changed, signal }) {
      const told = (label: string) => (done: number, total: number) =>
        progress(`${label} ${Math.floor((done / Math.max(1, total)) * 100)}%`);
      progress('Looking for new sessions');
      const index = await refreshIndex({ ...options, onProgress: told('Reading sessions') });
      if (signal.aborted) return;
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
      if (signal.aborted) return;
      progress(undefined);
      if (filesRead > 0 || index.filesRead > 0) changed();
    },
  };
}

/** The title is looked through for secrets when it is shown. */
function toChoice(session: Session): Choice {
  const { id, date, project, preview } = rowOf(session);
  return {
    id,
    date,
    project,
    folder: session.cwd,
    get title() {
      return withoutSecrets(oneLine(preview));
    },
  };
}

/** Goes through steps, pausing often enough that keys never wait for long. */
async function inSlices<Step>(
  steps: Iterator<Step>,
  work: {
    readonly signal: AbortSignal;
    onStep(step: Step): void;
    onPause(): void;
  },
): Promise<void> {
  let sliceEnd = performance.now() + SLICE_MS;
  let tellAt = performance.now() + TELL_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return;
    work.onStep(value);
    if (performance.now() < sliceEnd) continue;
    if (performance.now() >= tellAt) {
      work.onPause();
      tellAt = performance.now() + TELL_MS;
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (work.signal.aborted) return;
    sliceEnd = performance.now() + SLICE_MS;
  }
}
