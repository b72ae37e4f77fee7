import {
  type DatabaseKind,
  type KeptDatabase,
  type KeptOptions,
  moveToMemory,
  rebuildKept,
  rebuildReason,
} from './kept-database.ts';
import { isBusy, isWriteFailure } from './store/database-errors.ts';

/**
 * Refreshes a database however it is: a damaged one is begun anew, one that cannot be written goes
 * on in memory, and one that another process does not release in time stays as it is. `notes` says
 * so.
 *
 * @returns What `refresh` gives; undefined when another process was writing.
 * @throws when the database cannot even be read.
 */
export async function refreshKept<T>(
  kind: DatabaseKind,
  kept: KeptDatabase<KeptOptions>,
  refresh: () => Promise<T>,
): Promise<T | undefined> {
  for (;;) {
    try {
      return await refresh();
    } catch (error) {
      if (isBusy(error)) {
        kept.notes.push(`Another process is writing the ${kind.label}: the newest may be missing.`);
        return undefined;
      }
      const reason = rebuildReason(error);
      if (!kept.isKept) throw error;
      if (reason !== undefined) rebuildKept(kind, kept, reason);
      else if (isWriteFailure(error)) moveToMemory(kind, kept, (error as Error).message);
      else throw error;
    }
  }
}
