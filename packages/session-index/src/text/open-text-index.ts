import type { DatabaseKind } from '../database-schema.ts';
import { type KeptDatabase, openKept } from '../kept-database.ts';
import type { WorkerScript } from '../thread-pool.ts';
import {
  TEXT_APPLICATION_ID,
  TEXT_MIGRATIONS,
  TEXT_SCHEMA,
  TEXT_SETTINGS,
  TEXT_TABLES,
  TEXT_VERSION,
} from './schema.ts';

/** What the index of words consists of. */
export const TEXT_KIND: DatabaseKind = {
  fileName: 'search.db',
  label: 'search index',
  applicationId: TEXT_APPLICATION_ID,
  version: TEXT_VERSION,
  migrations: TEXT_MIGRATIONS,
  settings: TEXT_SETTINGS,
  schema: TEXT_SCHEMA,
  tables: TEXT_TABLES,
  // A search reads each page once: more would only be memory to fill.
  cacheKib: 2000,
};

/** Where the index lies and what it is made of. */
export interface TextIndexOptions {
  /** cco's data folder, as `dataFolder` of `@cco/claude-paths` gives it. Made when missing. */
  readonly dataFolder: string;
  /** Claude Code's config folders, as `configFolders` of `@cco/claude-paths` lists them. */
  readonly configFolders: readonly string[];
  /** How long to wait for another process that is writing, in milliseconds. @default 30000 */
  readonly busyTimeoutMs?: number | undefined;
  /**
   * Script that reads transcripts in a thread of its own: the module
   * `@cco/session-index/text-worker`, or a bundle of it. Used when there is much to read.
   *
   * @default everything is read in this thread
   */
  readonly worker?: WorkerScript | undefined;
}

/** An open index of the words of all sessions. Close it with {@link closeTextIndex}. */
export type TextIndex = KeptDatabase<TextIndexOptions>;

/**
 * Opens the index, and makes it when there is none. One that is damaged or of an old version is
 * set aside (`search.db.damaged`) and rebuilt; where nothing can be kept (no permission, a full
 * disk, an index of a newer version) it is held in memory. Both are told in `notes`.
 *
 * @example
 * const index = openTextIndex({ dataFolder, configFolders: ['/home/mira/.claude'] });
 * await refreshTextIndex(index);
 * searchText(index, parsed.query).matches.length; // 3
 * closeTextIndex(index);
 */
export function openTextIndex(options: TextIndexOptions): TextIndex {
  return openKept(TEXT_KIND, options);
}

/** Closes the index; it must not be used any more. */
export function closeTextIndex(index: TextIndex): void {
  index.db.close();
}
