import fs from 'node:fs';
import { type ActivityFile, listActivityFiles } from '@cco/activity-log';
import type { Day } from '@cco/calendar';

/** A log file that went, or would go. */
export interface PrunedFile {
  readonly name: string;
  readonly day: Day;
  readonly bytes: number;
}

/** A log file that is old enough but stays. */
export interface KeptFile {
  readonly name: string;
  readonly reason: string;
}

/** What pruning did. */
export interface PruneResult {
  readonly files: readonly PrunedFile[];
  /** Of all these files. */
  readonly bytes: number;
  readonly kept: readonly KeptFile[];
}

/**
 * Deletes the logs of the days before a day, by the date in their names. Only regular files with
 * the name of a log go; links to such files stay.
 *
 * @param options.dryRun - Deletes nothing. @default false
 */
export function pruneLogs(
  folder: string,
  before: Day,
  options: { readonly dryRun?: boolean | undefined } = {},
): PruneResult {
  const files: PrunedFile[] = [];
  const kept: KeptFile[] = [];
  for (const file of listActivityFiles(folder).files) {
    if (file.day >= before) continue;
    const outcome = pruneFile(file, options.dryRun ?? false);
    if (typeof outcome === 'number') files.push({ name: file.name, day: file.day, bytes: outcome });
    else if (outcome !== undefined) kept.push({ name: file.name, reason: outcome });
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { files, bytes, kept };
}

/** Gives the bytes that went, why the file stays, or undefined when it was gone already. */
function pruneFile({ path }: ActivityFile, dryRun: boolean): number | string | undefined {
  try {
    const stat = fs.lstatSync(path);
    if (!stat.isFile()) return 'not a regular file';
    if (!dryRun) fs.unlinkSync(path);
    return stat.size;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : message;
  }
}
