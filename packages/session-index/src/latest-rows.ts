import { readCatalogHeader } from './catalog.ts';
import { findTranscripts } from './find-transcripts.ts';
import { catalogFile, type IndexOptions, listFile, listingOf, stampOf } from './index-files.ts';
import type { SessionIndex } from './refresh-index.ts';
import { readFirstRows, rowOf, type SessionRow } from './session-list.ts';

/**
 * Gives the newest sessions as rows. When nothing has changed since the last time, that takes a
 * walk through the folders and the head of the list file; otherwise the index is refreshed first.
 */
export async function latestRows(
  options: IndexOptions,
  count: number,
): Promise<{
  readonly rows: readonly SessionRow[];
  /** Undefined when there was nothing to refresh. */
  readonly refreshed: SessionIndex | undefined;
}> {
  const found = findTranscripts(options.configFolders);
  const list = listFile(options.configFolders);
  const header = options.rebuild ? undefined : readCatalogHeader(catalogFile(options));
  if (header && header.listing === listingOf(found) && header.list === stampOf(list)) {
    try {
      return { rows: readFirstRows(list, count), refreshed: undefined };
    } catch {
      // The list vanished under us: it is written anew below.
    }
  }
  // Mostly there is nothing to refresh, and then nothing that reads transcripts is loaded.
  const { refresh } = await import('./refresh-index.ts');
  const refreshed = await refresh(found, options);
  return { rows: refreshed.sessions.slice(0, count).map(rowOf), refreshed };
}
