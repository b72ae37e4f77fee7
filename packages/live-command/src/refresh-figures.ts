import { refreshLiveFigures } from '@cco/live-usage';
import { findSettings, type SettingOptions } from '@cco/usage-settings';
import type { LiveContext } from './live-context.ts';
import { liveOptionsOf } from './live-options.ts';
import type { QuickWorld } from './quick-world.ts';

/** Looks at all transcripts, for the statusline and the guard: what they start beside themselves. */
export async function refreshFigures(
  options: SettingOptions,
  world: Pick<QuickWorld, 'env' | 'cwd' | 'now'>,
  context: LiveContext,
): Promise<void> {
  const settings = await findSettings(options, world);
  const worker = context.worker;
  await refreshLiveFigures(Object.assign(liveOptionsOf(settings, world), { worker }));
}
