import { stateOfTranscripts } from './find-transcripts.ts';
import { type IndexOptions, listFile, listingOf, stampFile, stampOf } from './index-files.ts';
import { readListStamp } from './list-stamp.ts';
import { readFirstRows, type SessionRow } from './session-list.ts';

/**
 * Gives the newest sessions as rows, as long as nothing has changed since the index was refreshed:
 * that takes a walk through the folders and the head of the list file, and no database.
 *
 * @returns undefined when the index has to be refreshed, see `refreshIndex`.
 */
export function latestRows(options: IndexOptions, count: number): SessionRow[] | undefined {
  if (options.rebuild) return undefined;
  const stamp = readListStamp(stampFile(options));
  const list = listFile(options.configFolders);
  if (stamp === undefined || stamp.list !== stampOf(list)) return undefined;
  if (stamp.listing !== listingOf(stateOfTranscripts(options.configFolders))) return undefined;
  try {
    return readFirstRows(list, count);
  } catch {
    // The list vanished under us: a refresh writes it anew.
    return undefined;
  }
}
