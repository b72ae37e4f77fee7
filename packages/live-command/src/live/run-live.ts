import path from 'node:path';
import { configFolders, dataFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { closeStore, openStore, refreshStore, type Store } from '@cco/session-index/store';
import { createProgress } from '@cco/terminal';
import { findSettings, type SettingOptions, type Settings } from '@cco/usage-settings';
import type { LiveContext } from '../live-context.ts';
import { followTranscripts } from './follow-transcripts.ts';
import { readView } from './live-view.ts';

/**
 * Shows the screen until it is told to stop.
 *
 * @throws UserError when an option is wrong, or standard output is no terminal.
 */
export async function runLive(
  options: SettingOptions & { readonly session: string | undefined },
  io: Io,
  context: LiveContext,
): Promise<number> {
  if (!io.isTerminal) {
    throw new UserError('a live view needs a terminal', {
      hint: `\`${context.program} blocks --active\` prints the same once.`,
    });
  }
  const settings = await findSettings(options, io);
  const folders = configFolders(io.env);
  const store = openStore({
    configFolders: folders,
    dataFolder: dataFolder(io.env),
    worker: context.worker,
  });
  try {
    // The first time it may take long: before the screen is taken, Ctrl-C just ends the program.
    const progress = createProgress(io.progressStream, 'Reading transcripts', io.env);
    await refreshStore(store, { onProgress: progress.update }).finally(() => progress.end());
    checkSession(store, options.session, settings, io);
    await followTranscripts({
      store,
      settings,
      io,
      chosen: options.session,
      roots: folders.map((folder) => path.join(folder, 'projects')),
    });
    return 0;
  } finally {
    closeStore(store);
  }
}

function checkSession(store: Store, chosen: string | undefined, settings: Settings, io: Io): void {
  if (chosen === undefined) return;
  const { session } = readView(store, settings, { now: io.now().getTime(), chosen });
  if (session === undefined) throw new UserError(`--session ${chosen}: there is no such session`);
}
