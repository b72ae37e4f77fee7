import { configFolders, dataFolder } from '@cco/claude-paths';
import type { Io } from '@cco/cli';

/**
 * Looks for the cause of an error that nobody expected in the databases: one in which something is
 * damaged is set aside, and standard error says so. The next run builds it again.
 *
 * @returns Whether it is worth running the command again.
 */
export async function repairAfter(_error: unknown, io: Io): Promise<boolean> {
  const { repairDatabases } = await import('@cco/session-index');
  const notes = await repairDatabases({
    configFolders: configFolders(io.env),
    dataFolder: dataFolder(io.env),
  });
  for (const note of notes) io.err(`${io.errStyle.yellow(note)}\n`);
  return notes.length > 0;
}
