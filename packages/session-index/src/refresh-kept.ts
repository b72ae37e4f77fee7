import type { DatabaseKind } from './database-schema.ts';
import { databaseScope } from './database-scope.ts';
import {
  type KeptDatabase,
  type KeptOptions,
  moveToMemory,
  rebuildKept,
  rebuildReason,
  reopenKept,
} from './kept-database.ts';
import { isBusy, isMoved, isWriteFailure } from './store/database-errors.ts';

/** A disk that damages each new file again must not keep anybody for ever. */
const ATTEMPTS = 4;

/**
 * Refreshes a database however it is, see {@link withKept}; first makes sure that it is that of its
 * config folders.
 */
export async function refreshKept<T>(
  kind: DatabaseKind,
  kept: KeptDatabase<KeptOptions>,
  refresh: () => Promise<T>,
): Promise<T | undefined> {
  return withKept(kind, kept, async () => {
    await claimKept(kind, kept);
    return refresh();
  });
}

/**
 * Works with a database however it is: a damaged one is rebuilt, one that cannot be written goes
 * on in memory, and one that another process does not release in time stays as it is. `notes` says
 * so.
 *
 * @param options.onBusy - Whether to go on in memory when another process does not release it.
 * @returns What `work` gives; undefined when another process was writing.
 * @throws when the database cannot even be read.
 */
export async function withKept<T>(
  kind: DatabaseKind,
  kept: KeptDatabase<KeptOptions>,
  work: () => Promise<T> | T,
  { onBusy = 'skip' }: { readonly onBusy?: 'skip' | 'memory' } = {},
): Promise<T | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (isBusy(error) && onBusy === 'skip') {
        kept.notes.push(`Another process is writing the ${kind.label}: the newest may be missing.`);
        return undefined;
      }
      const reason = rebuildReason(error);
      if (!kept.isKept) throw error;
      if (isMoved(error)) reopenKept(kind, kept);
      else if (attempt === ATTEMPTS) moveToMemory(kind, kept, (error as Error).message);
      else if (reason !== undefined) rebuildKept(kind, kept, reason);
      else if (isWriteFailure(error) || isBusy(error))
        moveToMemory(kind, kept, (error as Error).message);
      else throw error;
    }
  }
}

/** A database belongs to the config folders that were read first, and to no others. */
async function claimKept(kind: DatabaseKind, kept: KeptDatabase<KeptOptions>): Promise<void> {
  const { folder, configFolders, isClaimed } = databaseScope(kept.options);
  if (folder === undefined) return;
  // What never existed needs no place of its own.
  if (!isClaimed && kept.isKept && configFolders.length > 0) {
    const { claimDatabases } = await import('./claim-databases.ts');
    try {
      claimDatabases(kept.options);
    } catch (error) {
      kept.notes.push(`The ${kind.label} could not be kept apart: ${(error as Error).message}`);
    }
  }
  if (databaseScope(kept.options).folder !== kept.folder) reopenKept(kind, kept);
}
