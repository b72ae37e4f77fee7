import fs from 'node:fs';
import path from 'node:path';
import { refreshFindings } from '@cco/audit-store';
import { configFolders, dataFolder, homeFolder } from '@cco/claude-paths';
import type { Io } from '@cco/cli';
import { closeStore, openStore, refreshStore, type Store } from '@cco/session-index/store';
import { createProgress, oneLine } from '@cco/terminal';
import type { AuditCommandContext } from './audit-context.ts';
import type { LoadedPolicy } from './policy-file.ts';

/**
 * Opens the store and brings its calls up to date, with progress and warnings. Close it with
 * `closeStore`.
 */
export async function openAudit(io: Io, context: AuditCommandContext): Promise<Store> {
  const folders = configFolders(io.env);
  const store = openStore({
    configFolders: folders,
    dataFolder: dataFolder(io.env),
    worker: context.worker,
  });
  try {
    const progress = createProgress(io.progressStream, 'Reading transcripts', io.env);
    const { problems } = await refreshStore(store, { onProgress: progress.update }).finally(() =>
      progress.end(),
    );
    for (const { file, message } of problems) warn(io, `skipped: ${file}: ${message}`);
    for (const note of store.notes) warn(io, note);
    if (!folders.some((folder) => fs.existsSync(path.join(folder, 'projects')))) {
      warn(
        io,
        `No Claude Code data in ${folders.join(' or ')}; CLAUDE_CONFIG_DIR names other places.`,
      );
    }
    return store;
  } catch (error) {
    closeStore(store);
    throw error;
  }
}

/** Judges what is new. */
export async function refreshAudit(store: Store, policy: LoadedPolicy, io: Io): Promise<void> {
  const told = store.notes.length;
  const progress = createProgress(io.progressStream, 'Judging calls', io.env);
  await refreshFindings(store, {
    policy: policy.policy,
    folders: policy.folders,
    home: homeFolder(io.env),
    onProgress: progress.update,
  }).finally(() => progress.end());
  for (const note of store.notes.slice(told)) warn(io, note);
}

/** Tells something on standard error. */
export function warn(io: Io, text: string): void {
  io.err(`${io.errStyle.yellow(oneLine(text))}\n`);
}
