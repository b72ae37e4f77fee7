import type fs from 'node:fs';
import { writeFileAtomic } from '@cco/claude-paths';
import pLimit from 'p-limit';
import {
  CATALOG_VERSION,
  type Catalog,
  formatCatalog,
  readCatalog,
  readCatalogHeader,
} from './catalog.ts';
import { type FindProblem, findTranscripts, type TranscriptFile } from './find-transcripts.ts';
import { type FoundSession, groupSessions } from './group-sessions.ts';
import {
  catalogFile,
  formatStamp,
  type IndexOptions,
  listFile,
  listingOf,
  stampOf,
} from './index-files.ts';
import { type ReadFacts, readFacts } from './read-facts.ts';
import { type Session, toSession } from './session.ts';
import { formatRows, rowOf, type SessionRow } from './session-list.ts';

/** What is known after the index was brought up to date. */
export interface SessionIndex {
  /** Sessions with a conversation, newest first. */
  readonly sessions: readonly Session[];
  /** Transcripts that were read because they were new or had changed. */
  readonly filesRead: number;
  readonly problems: readonly FindProblem[];
  /** What happened to the index itself, for people: it was damaged, it could not be kept. */
  readonly notes: readonly string[];
}

/** Keeps a disk busy while one file is being parsed. */
const FILES_AT_ONCE = 8;

/**
 * Brings the index up to date, reading only what is new, and gives all sessions. The list file
 * and the kept facts are written only when something has changed; when they cannot be written
 * (a full disk, a folder without permission) the answer is right all the same, and a note says so.
 */
export async function refreshIndex(options: IndexOptions): Promise<SessionIndex> {
  const found = findTranscripts(options.configFolders);
  const notes: string[] = [];
  const kept = options.rebuild ? { files: {}, note: undefined } : readCatalog(catalogFile(options));
  if (kept.note) notes.push(`The session index was built anew: ${kept.note}.`);
  const { files, filesRead, problems } = await readAll(found.files, kept.files, options);
  const sessions = groupSessions(found.files).flatMap((session) => summarize(session, files) ?? []);

  const list = listFile(options.configFolders);
  const header = readCatalogHeader(catalogFile(options));
  const listing = listingOf(found);
  const isFresh =
    !options.rebuild && !kept.note && header?.listing === listing && header.list === stampOf(list);
  if (!isFresh && found.roots.length > 0) {
    notes.push(...keep(catalogFile(options), list, { listing, files, rows: sessions.map(rowOf) }));
  }
  return { sessions, filesRead, problems: [...found.problems, ...problems], notes };
}

async function readAll(
  found: readonly TranscriptFile[],
  kept: Catalog['files'],
  { onProgress }: IndexOptions,
): Promise<{ files: Record<string, ReadFacts>; filesRead: number; problems: FindProblem[] }> {
  const files: Record<string, ReadFacts> = {};
  const problems: FindProblem[] = [];
  const stale: TranscriptFile[] = [];
  for (const file of found) {
    const before = kept[file.path];
    if (before?.size === file.size && before.mtimeMs === file.mtimeMs) files[file.path] = before;
    else stale.push(file);
  }
  const total = stale.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  await pLimit(FILES_AT_ONCE).map(stale, async (file) => {
    const facts = await readFacts(file, kept[file.path]);
    if (facts) files[file.path] = facts;
    else problems.push({ file: file.path, message: 'it vanished, or cannot be read' });
    done += file.size;
    onProgress?.(done, total);
  });
  return { files, filesRead: stale.length, problems };
}

/** Of copies in several folders, the newest that holds a conversation tells what it is about. */
function summarize(
  session: FoundSession,
  files: Readonly<Record<string, ReadFacts>>,
): Session | undefined {
  for (const { path: file } of session.files) {
    const facts = files[file]?.facts;
    if (facts?.isConversation) return toSession(session, facts);
  }
  return undefined;
}

/**
 * Writes the list and then the catalog that vouches for it; a reader in between sees neither. The
 * catalog is kept even where the list cannot be: it saves reading the transcripts again.
 */
function keep(
  catalog: string,
  list: string,
  content: { listing: string; files: Catalog['files']; rows: readonly SessionRow[] },
): string[] {
  // Not the stamp of what stands there: another process may have written its own list meanwhile.
  let written: fs.Stats | undefined;
  return [
    ...attempt('list', () => {
      written = writeFileAtomic(list, formatRows(content.rows));
    }),
    ...attempt('index', () => {
      const stamp = formatStamp(written);
      const header = { version: CATALOG_VERSION, listing: content.listing, list: stamp };
      writeFileAtomic(catalog, formatCatalog({ header, files: content.files }));
    }),
  ];
}

function attempt(what: string, write: () => void): string[] {
  try {
    write();
    return [];
  } catch (error) {
    return [`The session ${what} could not be kept: ${(error as Error).message}`];
  }
}
