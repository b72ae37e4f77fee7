import { configFolders, dataFolder } from '@cco/claude-paths';
import type { LiveOptions } from '@cco/live-usage';
import type { Settings } from '@cco/usage-settings';
import type { QuickWorld } from './quick-world.ts';

/** Makes options for the figures of the present; the same settings find the same figures again. */
export function liveOptionsOf(settings: Settings, { env }: Pick<QuickWorld, 'env'>): LiveOptions {
  const { now, weekStart, mode, prices, namedZone, zone } = settings;
  const offset = new Date(now).getTimezoneOffset();
  return {
    dataFolder: dataFolder(env),
    configFolders: configFolders(env),
    now,
    weekStart,
    mode,
    prices,
    zoneKey: namedZone ?? `local ${env['TZ'] ?? ''} ${offset}`,
    zone,
  };
}
