import {
  claimRefresh,
  type LiveAnswer,
  type LiveOptions,
  type LiveSession,
  readLiveFigures,
} from '@cco/live-usage';
import type { Settings } from '@cco/usage-settings';
import { liveOptionsOf } from './live-options.ts';
import type { QuickWorld } from './quick-world.ts';

/** Figures, and whether newer ones will come. */
export interface FoundFigures extends LiveAnswer {
  /** Nothing that is counted can be kept, so that figures that are missing stay missing. */
  readonly isStuck: boolean;
}

/** Gives the figures of the present at once, and sees to it that the next call has newer ones. */
export async function findFigures(
  settings: Settings,
  session: LiveSession | undefined,
  { world, refreshWords }: { readonly world: QuickWorld; readonly refreshWords: readonly string[] },
): Promise<FoundFigures> {
  const options: LiveOptions = Object.assign(liveOptionsOf(settings, world), { session });
  const answer = await readLiveFigures(options);
  const claim = answer.isStale ? claimRefresh(options.dataFolder, options.now) : 'taken';
  if (claim === 'ours') world.refresh(refreshWords);
  return { ...answer, isStuck: claim === 'impossible' };
}
