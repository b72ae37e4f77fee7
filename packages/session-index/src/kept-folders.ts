import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '@cco/claude-paths';
import { isObject } from '@cco/jsonl-parse';

/** What a folder held when it was listed. */
export type KeptFolder = [
  /** Last change of the folder itself, in milliseconds since 1970: of its names, not of its files. */
  changed: number,
  ino: number,
  /** Names of files that may be transcripts. */
  files: readonly string[],
  /** Names of folders. */
  folders: readonly string[],
  /** What each of the folders held; null where that is not known. */
  inside: (KeptFolder | null)[],
  /** Stands for the names of files and folders. */
  names: string,
];

/** The folders below each of the roots. */
export type KeptFolders = Map<string, KeptFolder>;

/** Grows with every change of what is kept. */
const VERSION = 1;
/** A clock that ticks this often shows every change after it; some file systems count seconds. */
const SETTLED_MS = 3000;
/** So few folders are rather listed each time than kept. */
const FEW = 32;

/** Gives the file that listings are kept in. */
export function keptFoldersFile(dataFolder: string): string {
  return path.join(dataFolder, 'folders.json');
}

/**
 * Reads the listings of an earlier walk: a folder that has not changed since need not be listed
 * again, which takes three times as long as the look at it. They are a short cut alone, so anything
 * wrong with them means that there are none. None on Windows, where a folder's time may lag behind.
 */
export function readKeptFolders(dataFolder: string | undefined): KeptFolders {
  if (dataFolder === undefined || process.platform === 'win32') return new Map();
  try {
    const kept: unknown = JSON.parse(fs.readFileSync(keptFoldersFile(dataFolder), 'utf8'));
    if (!isObject(kept) || kept['version'] !== VERSION || !isObject(kept['roots'])) {
      return new Map();
    }
    return new Map(Object.entries(kept['roots']) as [string, KeptFolder][]);
  } catch {
    return new Map();
  }
}

/** Keeps listings, when there is a data folder to keep them in and they are worth it. */
export function keepFolders(
  dataFolder: string | undefined,
  roots: KeptFolders,
  { listed, known }: { readonly listed: number; readonly known: number },
): void {
  if (dataFolder === undefined || process.platform === 'win32') return;
  if (listed <= Math.max(FEW, known / 8) || !fs.existsSync(dataFolder)) return;
  try {
    const text = JSON.stringify({ version: VERSION, roots: Object.fromEntries(roots) });
    writeFileAtomic(keptFoldersFile(dataFolder), text);
  } catch {
    // The next walk lists the folders again.
  }
}

/** Takes what stands in the file for a listing, if it is one. */
export function asKeptFolder(kept: unknown): KeptFolder | null {
  if (!Array.isArray(kept) || typeof kept[5] !== 'string') return null;
  const [, , files, folders, inside] = kept;
  if (!Array.isArray(files) || !Array.isArray(folders) || !Array.isArray(inside)) return null;
  return folders.length === inside.length ? (kept as KeptFolder) : null;
}

/** Tells whether a listing is still right. */
export function isCurrent([changed, ino]: KeptFolder, stat: fs.Stats): boolean {
  return changed === stat.ctimeMs && ino === stat.ino;
}

/** Tells whether a folder that was just listed would show any later change by its time. */
export function isSettled({ ctimeMs }: fs.Stats, now: number): boolean {
  return now - ctimeMs > SETTLED_MS;
}
