import type { DatabaseKind } from '../database-schema.ts';
import { type KeptDatabase, openKept } from '../kept-database.ts';
import type { WorkerScript } from '../thread-pool.ts';
import { STORE_NAME } from './has-store.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA, SCHEMA_VERSION, TABLES } from './schema.ts';

/** What the store consists of. */
export const STORE_KIND: DatabaseKind = {
  fileName: STORE_NAME,
  label: 'index',
  applicationId: APPLICATION_ID,
  version: SCHEMA_VERSION,
  settings: '',
  schema: SCHEMA,
  migrations: MIGRATIONS,
  tables: TABLES,
  // Holds most of the index of message keys, into which new keys fall anywhere.
  cacheKib: 24_000,
};

/** Where the store lies and what it is made of. */
export interface StoreOptions {
  /** cco's data folder, as `dataFolder` of `@cco/claude-paths` gives it. Made when missing. */
  readonly dataFolder: string;
  /** Claude Code's config folders, as `configFolders` of `@cco/claude-paths` lists them. */
  readonly configFolders: readonly string[];
  /** How long to wait for another process that is writing, in milliseconds. @default 30000 */
  readonly busyTimeoutMs?: number | undefined;
  /**
   * Script that reads transcripts in a thread of its own: the module `@cco/session-index/store-worker`,
   * or a bundle of it. Used when there is much to read. @default everything is read in this thread
   */
  readonly worker?: WorkerScript | undefined;
}

/** An open store. Close it with {@link closeStore}. */
export type Store = KeptDatabase<StoreOptions>;

/**
 * Opens the store, and makes it when there is none. One of an older version is brought up to date
 * where that can be done. Otherwise it is set aside (`store.db.damaged`) and rebuilt, as one that
 * is damaged; where nothing can be kept (no permission, a full disk, a store of a newer version) it
 * is held in memory. Both are told in `notes`.
 *
 * @example
 * const store = openStore({ dataFolder, configFolders: ['/home/mira/.claude'] });
 * await refreshStore(store);
 * readUsage(store).reduce((sum, { output }) => sum + output, 0); // 83221
 * closeStore(store);
 */
export function openStore(options: StoreOptions): Store {
  return openKept(STORE_KIND, options);
}

/** Closes the store; it must not be used any more. */
export function closeStore(store: Store): void {
  store.db.close();
}
