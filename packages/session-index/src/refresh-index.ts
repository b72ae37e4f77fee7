import type fs from 'node:fs';
import { writeFileAtomic } from '@cco/claude-paths';
import {
  type FindProblem,
  type FoundTranscripts,
  stateOfFound,
  transcriptsOf,
} from './find-transcripts.ts';
import { groupSessions } from './group-sessions.ts';
import {
  formatStamp,
  type IndexOptions,
  listFile,
  listingOf,
  stampFile,
  stampOf,
} from './index-files.ts';
import { readListStamp, writeListStamp } from './list-stamp.ts';
import { type KnownFacts, type Session, summarizeAll } from './session.ts';
import { formatRows, rowOf } from './session-list.ts';
import { type FoundFiles, findStoreFiles } from './store/find-store-files.ts';
import type { TranscriptFacts } from './transcript-facts.ts';

/** What is known after the index was brought up to date. */
export interface SessionIndex {
  /** Sessions with a conversation, newest first. */
  readonly sessions: readonly Session[];
  /** All that is there, subagents' transcripts too; what `refreshTextIndex` takes. */
  readonly found: FoundFiles;
  /** Files that were read because they were new or had changed, subagents' too. */
  readonly filesRead: number;
  readonly problems: readonly FindProblem[];
  /** What happened to the index itself, for people: it was damaged, it could not be kept. */
  readonly notes: readonly string[];
}

/**
 * Brings the index up to date, reading only what is new, and gives all sessions that are there. The
 * list file is written only when something has changed; when it or the store cannot be written (a
 * full disk, a folder without permission) the answer is right all the same, and a note says so.
 *
 * Loads the store: `latestRows` answers without, when nothing has changed.
 */
export async function refreshIndex(options: IndexOptions): Promise<SessionIndex> {
  const { dataFolder, rebuild: fresh } = options;
  const before = options.found ?? findStoreFiles(options.configFolders, { dataFolder, fresh });
  if (before.roots.length === 0) {
    return { sessions: [], found: before, filesRead: 0, problems: before.problems, notes: [] };
  }
  const { known, found, filesRead, problems, notes } = await readFacts(options, before);
  const transcripts = transcriptsOf(found);
  const sessions = summarizeAll(groupSessions(transcripts.files), known);
  return {
    sessions,
    found,
    filesRead,
    problems: allProblems(transcripts, known.facts, problems),
    notes: [...notes, ...keepList(transcripts, sessions, options)],
  };
}

/** What a refresh of the store gave. */
interface ReadFacts {
  readonly known: KnownFacts;
  readonly found: FoundFiles;
  readonly filesRead: number;
  readonly problems: readonly FindProblem[];
  readonly notes: readonly string[];
}

async function readFacts(options: IndexOptions, before: FoundFiles): Promise<ReadFacts> {
  const { closeStore, openStore } = await import('./store/open-store.ts');
  const { refreshStore } = await import('./store/refresh-store.ts');
  const { knownFacts, subagentTimes } = await import('./store/file-rows.ts');
  const store = openStore(options);
  try {
    const { onProgress, rebuild: again } = options;
    const { found, filesRead, problems } = await refreshStore(store, {
      onProgress,
      again,
      found: before,
    });
    const known = { facts: knownFacts(store.db), subagentTimes: subagentTimes(store.db) };
    return { known, found, filesRead, problems, notes: store.notes };
  } finally {
    closeStore(store);
  }
}

/** A file that nobody could read is told here. */
function allProblems(
  found: FoundTranscripts,
  facts: ReadonlyMap<string, TranscriptFacts>,
  problems: readonly FindProblem[],
): FindProblem[] {
  const byFile = new Map([...found.problems, ...problems].map((one) => [one.file, one]));
  for (const { path: file } of found.files) {
    if (facts.has(file) || byFile.has(file)) continue;
    byFile.set(file, { file, message: 'it vanished, or cannot be read' });
  }
  return [...byFile.values()];
}

/**
 * Writes the list and then the stamp that vouches for it; a reader in between sees neither.
 *
 * @returns Notes of what could not be written.
 */
function keepList(
  found: FoundTranscripts,
  sessions: readonly Session[],
  options: IndexOptions,
): string[] {
  const list = listFile(options.configFolders);
  const stamp = readListStamp(stampFile(options));
  const listing = listingOf(stateOfFound(found));
  if (!options.rebuild && stamp?.listing === listing && stamp.list === stampOf(list)) return [];
  // Not the stamp of what stands there: another process may have written its own list meanwhile.
  let written: fs.Stats | undefined;
  const notes = attempt('list', () => {
    written = writeFileAtomic(list, formatRows(sessions.map(rowOf)));
  });
  // Without a stamp the next run finds the list again: slower, and as right.
  if (notes.length > 0) return notes;
  attempt('stamp', () =>
    writeListStamp(stampFile(options), { listing, list: formatStamp(written) }),
  );
  return [];
}

function attempt(what: string, write: () => void): string[] {
  try {
    write();
    return [];
  } catch (error) {
    return [`The session ${what} could not be kept: ${(error as Error).message}`];
  }
}
