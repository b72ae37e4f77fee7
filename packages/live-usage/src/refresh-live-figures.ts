import { closeStore, openStore, refreshStore, type StoreOptions } from '@cco/session-index/store';
import { keepClaim } from './claim-refresh.ts';
import { countLiveFigures } from './count-live-figures.ts';
import { keep, readKept } from './kept-figures.ts';
import type { LiveFigures } from './live-figures.ts';
import { keyOf, type LiveOptions } from './read-live-figures.ts';

/** Where figures come from and how they are counted. */
export interface RefreshLiveOptions extends Omit<LiveOptions, 'session'> {
  /** Reads transcripts in a thread of its own, see `openStore`. */
  readonly worker?: StoreOptions['worker'];
}

/**
 * Looks at all transcripts, counts, and keeps the figures for `readLiveFigures`. It may take long
 * when there is much to read, and keeps the claim meanwhile.
 *
 * @throws when the store cannot even be read.
 */
export async function refreshLiveFigures(options: RefreshLiveOptions): Promise<LiveFigures> {
  const { dataFolder, configFolders, worker, now, zone } = options;
  const key = keyOf(options);
  const sessions = readKept(dataFolder, key)?.sessions ?? [];
  const store = openStore({ dataFolder, configFolders, worker });
  try {
    const onProgress = () => void keepClaim(dataFolder, Date.now());
    await refreshStore(store, { onProgress });
    const figures = countLiveFigures(store, options);
    // In memory only, the store would be rebuilt by whoever asks next.
    if (store.isKept) keep(dataFolder, { ...figures, key, zone, completeAt: now, sessions });
    return figures;
  } finally {
    closeStore(store);
  }
}
