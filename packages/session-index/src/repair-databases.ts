import type { ScopeOptions } from './database-scope.ts';

/**
 * Looks through the databases of some config folders, whole, and begins those anew in which
 * something is damaged: the next refresh fills them again. For programs that met something
 * unexpected while they read.
 *
 * @returns What was done, for people; empty when nothing is damaged.
 */
export async function repairDatabases(options: ScopeOptions): Promise<string[]> {
  const { findDamage } = await import('./find-damage.ts');
  const { openKept, rebuildKept } = await import('./kept-database.ts');
  const { STORE_KIND } = await import('./store/open-store.ts');
  const { TEXT_KIND } = await import('./text/open-text-index.ts');
  const notes: string[] = [];
  for (const kind of [STORE_KIND, TEXT_KIND]) {
    const kept = openKept(kind, options);
    try {
      if (kept.isKept && findDamage(kept.db) !== undefined) {
        rebuildKept(kind, kept, 'it was damaged');
      }
      // One that cannot be kept at all is not damaged, and is reported by who needs it.
      if (kept.isKept) notes.push(...kept.notes);
    } finally {
      kept.db.close();
    }
  }
  return notes;
}
