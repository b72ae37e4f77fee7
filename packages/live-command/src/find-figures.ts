import { configFolders, dataFolder } from '@cco/claude-paths';
import { claimRefresh, type LiveAnswer, type LiveSession, readLiveFigures } from '@cco/live-usage';
import type { Settings } from '@cco/usage-settings';
import type { QuickWorld } from './quick-world.ts';

/** Gives the figures of the present at once, and sees to it that the next call has newer ones. */
export async function findFigures(
  settings: Settings,
  session: LiveSession | undefined,
  { world, refreshWords }: { readonly world: QuickWorld; readonly refreshWords: readonly string[] },
): Promise<LiveAnswer> {
  const { zone, now, mode, prices } = settings;
  const places = { dataFolder: dataFolder(world.env), configFolders: configFolders(world.env) };
  const answer = await readLiveFigures({ ...places, zone, now, mode, prices, session });
  if (answer.isStale && claimRefresh(places.dataFolder, now)) world.refresh(refreshWords);
  return answer;
}
