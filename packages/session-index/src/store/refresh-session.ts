import { forgetTest, readForgotten } from '../forget/forgotten.ts';
import { isSame } from '../plan-refresh.ts';
import { isBusy } from './database-errors.ts';
import { filesAt } from './file-rows.ts';
import { findSessionFiles } from './find-store-files.ts';
import type { Store } from './open-store.ts';
import type { StoreFile } from './seen-files.ts';

/** Which session, and how much of it. */
export interface RefreshSessionOptions {
  /** Path of the session's own transcript. */
  readonly transcript: string;
  /** More bytes than this are not read. @default 4 MiB */
  readonly maxBytes?: number | undefined;
}

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads what is new of one session and its subagents, and looks at nothing else: for programs that
 * have to answer at once, beside others that call `refreshStore`.
 *
 * @returns Whether the store now knows all of the session. False when there is too much to read, the
 * session is in no config folder, or another process is writing.
 * @throws when the store is damaged or cannot be read or written.
 */
export async function refreshSession(
  store: Store,
  { transcript, maxBytes = MAX_BYTES }: RefreshSessionOptions,
): Promise<boolean> {
  const isForgotten = forgetTest(readForgotten(store.options.dataFolder));
  const found = findSessionFiles(store.options.configFolders, transcript);
  const files = found.filter((file) => !isForgotten(file));
  if (files.length === 0) return false;
  try {
    const paths = files.map(({ path }) => path);
    const known = filesAt(store.db, paths);
    const stale = files.filter((file) => !isSame(file, known.get(file.path)));
    const bytes = stale.reduce((sum, file) => sum + unread(file, known.get(file.path)), 0);
    if (bytes > maxBytes) return false;
    if (stale.length === 0) return true;
    const { readStale } = await import('./read-stale.ts');
    const { leftOut, problems } = await readStale(store, { stale, moved: [] }, known, {});
    return leftOut === 0 && problems.length === 0;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

/** A file that is not merely longer is read again from its start. */
function unread(file: StoreFile, before: { size: number; ino: number } | undefined): number {
  const hasGrown = before !== undefined && before.ino === file.ino && before.size <= file.size;
  return hasGrown ? file.size - before.size : file.size;
}
