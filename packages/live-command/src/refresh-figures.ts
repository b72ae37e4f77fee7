import { configFolders, dataFolder } from '@cco/claude-paths';
import { refreshLiveFigures } from '@cco/live-usage';
import { findSettings, type SettingOptions } from '@cco/usage-settings';
import type { LiveContext } from './live-context.ts';
import type { QuickWorld } from './quick-world.ts';

/** Looks at all transcripts, for the statusline and the guard: what they start beside themselves. */
export async function refreshFigures(
  options: SettingOptions,
  world: Pick<QuickWorld, 'env' | 'cwd' | 'now'>,
  context: LiveContext,
): Promise<void> {
  const { zone, now, mode, prices } = await findSettings(options, world);
  await refreshLiveFigures({
    dataFolder: dataFolder(world.env),
    configFolders: configFolders(world.env),
    worker: context.worker?.(),
    zone,
    now,
    mode,
    prices,
  });
}
