import fs from 'node:fs';
import path from 'node:path';
import { configFolders, dataFolder } from '@cco/claude-paths';
import type { Io } from '@cco/cli';
import { createProgress, oneLine } from '@cco/terminal';
import type { Settings } from '@cco/usage-settings';
import { type LoadedUsage, type LoadUsageOptions, loadUsage } from '@cco/usage-source';
import type { UsageCommandContext } from './usage-context.ts';

/** Where the transcripts and the store are. */
export function usagePlaces(
  io: Pick<Io, 'env'>,
  context: UsageCommandContext,
): Pick<LoadUsageOptions, 'configFolders' | 'dataFolder' | 'worker'> {
  const { env } = io;
  return {
    configFolders: configFolders(env),
    dataFolder: dataFolder(env),
    worker: context.worker,
  };
}

/** Loads usage for a command: with progress, and with warnings about what could not be read. */
export async function loadForCommand(
  query: Partial<LoadUsageOptions>,
  { mode, prices }: Pick<Settings, 'mode' | 'prices'>,
  { io, context }: { readonly io: Io; readonly context: UsageCommandContext },
): Promise<LoadedUsage> {
  const progress = createProgress(io.progressStream, 'Reading transcripts', io.env);
  const usage = await loadUsage({
    ...usagePlaces(io, context),
    mode,
    prices,
    onProgress: progress.update,
    ...query,
  }).finally(() => progress.end());
  if (usage.rows.length === 0) tellNoData(io);
  for (const note of usage.notes) warn(io, note);
  for (const { file, message } of usage.problems) warn(io, `skipped: ${file}: ${message}`);
  return usage;
}

/** Nothing found may mean looked in the wrong place. */
function tellNoData(io: Io): void {
  const folders = configFolders(io.env);
  if (folders.some((folder) => fs.existsSync(path.join(folder, 'projects')))) return;
  warn(io, `No Claude Code data in ${folders.join(' or ')}; CLAUDE_CONFIG_DIR names other places.`);
}

/** Tells something on standard error. */
export function warn(io: Io, text: string): void {
  io.err(`${io.errStyle.yellow(oneLine(text))}\n`);
}
