import fs from 'node:fs';
import path from 'node:path';
import { type CallSource, createTranscriptCalls, refreshFindings } from '@cco/audit-store';
import { configFolders, dataFolder, homeFolder } from '@cco/claude-paths';
import type { Io } from '@cco/cli';
import { closeStore, openStore, refreshStore, type Store } from '@cco/session-index/store';
import { createProgress, oneLine } from '@cco/terminal';
import type { AuditCommandContext } from './audit-context.ts';
import type { LoadedPolicy } from './policy-file.ts';

/** An open store with its calls. Close it with {@link closeAudit}. */
export interface OpenAudit {
  readonly store: Store;
  readonly calls: CallSource;
}

/** Opens the store and brings its calls up to date, with progress and warnings. */
export async function openAudit(io: Io, context: AuditCommandContext): Promise<OpenAudit> {
  const folders = configFolders(io.env);
  const store = openStore({
    configFolders: folders,
    dataFolder: dataFolder(io.env),
    worker: context.worker?.(),
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
    return { store, calls: (context.openCalls ?? createTranscriptCalls)(store) };
  } catch (error) {
    closeStore(store);
    throw error;
  }
}

/** Judges what is new. */
export function refreshAudit({ store, calls }: OpenAudit, policy: LoadedPolicy, io: Io): void {
  const progress = createProgress(io.progressStream, 'Judging calls', io.env);
  refreshFindings(store.db, calls, {
    policy: policy.policy,
    folders: policy.folders,
    home: homeFolder(io.env),
    onProgress: progress.update,
  });
  progress.end();
}

/** Closes the store. */
export function closeAudit({ store }: OpenAudit): void {
  closeStore(store);
}

/** Tells something on standard error. */
export function warn(io: Io, text: string): void {
  io.err(`${io.errStyle.yellow(oneLine(text))}\n`);
}
