import fs from 'node:fs';
import path from 'node:path';
import pLimit from 'p-limit';
import { writeFileAtomic } from './atomic-file.ts';
import {
  CATALOG_VERSION,
  type Catalog,
  formatCatalog,
  readCatalog,
  readCatalogHeader,
} from './catalog.ts';
import {
  type FindProblem,
  type FoundTranscripts,
  findTranscripts,
  type TranscriptFile,
} from './find-transcripts.ts';
import { type FoundSession, groupSessions } from './group-sessions.ts';
import { type ReadFacts, readFacts } from './read-facts.ts';
import { type Session, toSession } from './session.ts';
import { formatRows, readFirstRows, rowOf, type SessionRow } from './session-list.ts';

/** Where an index reads and keeps things. */
export interface IndexOptions {
  /** Config folders to search, as `configFolders` of `@cco/claude-paths` lists them. */
  readonly configFolders: readonly string[];
  /** cco's own folder, as `dataFolder` of `@cco/claude-paths` finds it. */
  readonly dataFolder: string;
  /** Forgets what was kept and reads everything again. @default false */
  readonly rebuild?: boolean | undefined;
  /** Told how many bytes of how many were read. @default nobody */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

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

/** File name of the session list in the first config folder that exists. */
export const LIST_NAME = 'sessions.idx';

/**
 * Gives the newest sessions as rows. When nothing has changed since the last time, that takes a
 * walk through the folders and the head of the list file; otherwise the index is refreshed first.
 */
export async function latestRows(
  options: IndexOptions,
  count: number,
): Promise<{
  readonly rows: readonly SessionRow[];
  /** Undefined when there was nothing to refresh. */
  readonly refreshed: SessionIndex | undefined;
}> {
  const found = findTranscripts(options.configFolders);
  const list = listFile(options.configFolders);
  const header = options.rebuild ? undefined : readCatalogHeader(catalogFile(options));
  if (header && header.listing === listingOf(found) && header.list === stampOf(list)) {
    try {
      return { rows: readFirstRows(list, count), refreshed: undefined };
    } catch {
      // The list vanished under us: it is written anew below.
    }
  }
  const refreshed = await refresh(found, options);
  return { rows: refreshed.sessions.slice(0, count).map(rowOf), refreshed };
}

/**
 * Brings the index up to date, reading only what is new, and gives all sessions. The list file
 * and the kept facts are written only when something has changed; when they cannot be written
 * (a full disk, a folder without permission) the answer is right all the same, and a note says so.
 */
export function refreshIndex(options: IndexOptions): Promise<SessionIndex> {
  return refresh(findTranscripts(options.configFolders), options);
}

async function refresh(found: FoundTranscripts, options: IndexOptions): Promise<SessionIndex> {
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

/** Writes the list and then the catalog that vouches for it; a reader in between sees neither. */
function keep(
  catalog: string,
  list: string,
  content: { listing: string; files: Catalog['files']; rows: readonly SessionRow[] },
): string[] {
  try {
    writeFileAtomic(list, formatRows(content.rows));
    const header = { version: CATALOG_VERSION, listing: content.listing, list: stampOf(list) };
    writeFileAtomic(catalog, formatCatalog({ header, files: content.files }));
    return [];
  } catch (error) {
    return [`The session index could not be kept: ${(error as Error).message}`];
  }
}

function catalogFile({ dataFolder }: IndexOptions): string {
  return path.join(dataFolder, 'sessions.json');
}

/** The list lies where its readers expect it: in the config folder that is in use. */
function listFile(configFolders: readonly string[]): string {
  const folder = configFolders.find((one) => fs.existsSync(path.join(one, 'projects')));
  return path.join(folder ?? configFolders[0] ?? '.', LIST_NAME);
}

/** Identifies the state of all transcripts, and the zone that the list's dates are written in. */
function listingOf({ state, roots, files }: FoundTranscripts): string {
  const year = new Date().getFullYear();
  const zone = [0, 6].map((month) => new Date(year, month, 1).getTimezoneOffset());
  return [state, files.length, ...zone, ...roots].join(' ');
}

function stampOf(file: string): string {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.size}:${stat.mtimeMs}:${stat.ino}` : 'none';
}
