import fs from 'node:fs';
import path from 'node:path';
import type { TranscriptsState } from './find-transcripts.ts';
import type { FoundFiles } from './store/find-store-files.ts';

/** Where an index reads and keeps things. */
export interface IndexOptions {
  /** Config folders to search, as `configFolders` of `@cco/claude-paths` lists them. */
  readonly configFolders: readonly string[];
  /** cco's own folder, as `dataFolder` of `@cco/claude-paths` finds it. */
  readonly dataFolder: string;
  /** Reads all transcripts again; what is known of deleted ones stays. @default false */
  readonly rebuild?: boolean | undefined;
  /** What there is, when somebody has just looked for it. @default it is looked for */
  readonly found?: FoundFiles | undefined;
  /** Gives the script that reads in a thread when there is much to read, see `openStore`. */
  readonly worker?: (() => URL) | undefined;
  /** Told how many bytes of how many were read. @default nobody */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** File name of the session list in the first config folder that exists. */
export const LIST_NAME = 'sessions.idx';

/** Gives the file that vouches for the session list. */
export function stampFile({ dataFolder }: IndexOptions): string {
  return path.join(dataFolder, 'sessions.stamp');
}

/** Gives the list file. It lies where its readers expect it, in the config folder that is in use. */
export function listFile(configFolders: readonly string[]): string {
  const folder = configFolders.find((one) => fs.existsSync(path.join(one, 'projects')));
  return path.join(folder ?? configFolders[0] ?? '.', LIST_NAME);
}

/** Identifies the state of all transcripts, and the zone that the list's dates are written in. */
export function listingOf({ digest, roots }: TranscriptsState): string {
  const year = new Date().getFullYear();
  const zone = [0, 6].map((month) => new Date(year, month, 1).getTimezoneOffset());
  return [digest, ...zone, ...roots].join(' ');
}

/** Identifies the state of a file that is there now. */
export function stampOf(file: string): string {
  try {
    return formatStamp(fs.statSync(file));
  } catch {
    return formatStamp(undefined);
  }
}

/** Identifies the state of a file. */
export function formatStamp(stat: fs.Stats | undefined): string {
  return stat ? `${stat.size}:${stat.mtimeMs}:${stat.ino}` : 'none';
}
