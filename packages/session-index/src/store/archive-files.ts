import type Database from 'libsql';
import { dropSeen } from '../archive/archive-seen.ts';
import { dropListing } from '../listing.ts';
import type { KnownFile, RefreshPlan } from '../plan-refresh.ts';
import { beginsAsRead } from '../seam.ts';
import { allFiles, fileAt, putFiles } from './file-rows.ts';
import { inTransaction } from './in-transaction.ts';
import { createMessageWriter } from './message-writer.ts';
import { statement } from './statements.ts';

/**
 * Marks what vanished, and gives files that were only moved their new path.
 *
 * @returns How many vanished.
 */
export function archiveFiles(
  db: Database.Database,
  { gone, moved }: RefreshPlan<KnownFile>,
): number {
  return inTransaction(db, () => {
    dropListing(db);
    dropSeen(db);
    const writer = createMessageWriter(db);
    const rows = moved.length > 0 ? allFiles(db) : [];
    const renamed = new Set<number>();
    for (const { from, to } of moved) {
      const { id } = from;
      const row = rows.find((file) => file.id === id);
      if (!row || renamed.has(id) || fileAt(db, to.path) || !beginsAsRead(to, row.state)) continue;
      putFiles(db, [{ ...row, ...to, agent: to.agent, session: to.session ?? row.session }]);
      writer.touch(id);
      renamed.add(id);
    }
    writer.flush();
    const vanished = gone.flatMap(({ id }) => (renamed.has(id) ? [] : [id]));
    statement(db, 'UPDATE file SET archived = 1 WHERE id IN (SELECT value FROM json_each(?))').run(
      JSON.stringify(vanished),
    );
    return vanished.length;
  });
}
