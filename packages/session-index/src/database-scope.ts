import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '@cco/claude-paths';
import { isObject } from '@cco/jsonl-parse';
import { createHash } from './hash.ts';

/** Which config folders are read, and where cco keeps things. */
export interface ScopeOptions {
  readonly dataFolder: string;
  readonly configFolders: readonly string[];
}

/** Where the databases of some config folders lie. */
export interface DatabaseScope {
  /** The data folder itself, or a folder in it. Undefined: there is nothing to keep. */
  readonly folder: string | undefined;
  /** The config folders whose history is there. */
  readonly configFolders: readonly string[];
  /** False until {@link claimScope} has been called. */
  readonly isClaimed: boolean;
}

/** Names the config folders of the databases beside it. */
const NAME = 'config-folders.json';
/** Holds the databases of other config folders than those of the data folder's own databases. */
const OTHERS = 'folders';

/**
 * Finds the databases of some config folders: history belongs to the folders that it was read from.
 * The first folders that are ever asked for get the data folder itself, others a folder in it. A
 * config folder that never existed makes no difference.
 */
export function databaseScope({ dataFolder, configFolders }: ScopeOptions): DatabaseScope {
  const wanted = [...new Set(configFolders.map((folder) => path.resolve(folder)))].sort();
  const there = wanted.filter((folder) => fs.existsSync(path.join(folder, 'projects')));
  const isWanted = (known: readonly string[]) => {
    const own = wanted.filter((folder) => there.includes(folder) || known.includes(folder));
    return own.length === known.length && own.every((folder) => known.includes(folder));
  };
  const first = readScope(dataFolder);
  if (first === undefined) return { folder: dataFolder, configFolders: there, isClaimed: false };
  if (isWanted(first)) return { folder: dataFolder, configFolders: first, isClaimed: true };
  for (const { folder, configFolders: known } of otherScopes(dataFolder)) {
    if (isWanted(known)) return { folder, configFolders: known, isClaimed: true };
  }
  const folder = there.length > 0 ? folderOf(dataFolder, there) : undefined;
  return { folder, configFolders: there, isClaimed: false };
}

/** Lists all places where databases of this data folder lie. */
export function allScopes(dataFolder: string): (DatabaseScope & { readonly folder: string })[] {
  const first = readScope(dataFolder);
  const own = { folder: dataFolder, configFolders: first ?? [], isClaimed: first !== undefined };
  return [own, ...otherScopes(dataFolder)];
}

/** Writes down whose databases lie in a folder. */
export function claimScope(folder: string, configFolders: readonly string[]): void {
  writeFileAtomic(
    path.join(folder, NAME),
    `${JSON.stringify({ version: 1, configFolders }, undefined, 2)}\n`,
  );
}

/** Gives the folder for the databases of other config folders. */
export function folderOf(dataFolder: string, configFolders: readonly string[]): string {
  const hash = createHash();
  hash.addText(JSON.stringify(configFolders));
  return path.join(dataFolder, OTHERS, hash.digest());
}

/** Tells whether a transcript lies in one of some config folders. */
export function isInFolders(file: string, configFolders: readonly string[]): boolean {
  const whole = path.resolve(file);
  return configFolders.some((folder) => whole.startsWith(path.join(folder, 'projects') + path.sep));
}

function otherScopes(dataFolder: string): (DatabaseScope & { readonly folder: string })[] {
  let names: string[];
  try {
    names = fs.readdirSync(path.join(dataFolder, OTHERS));
  } catch {
    return [];
  }
  return names.sort().flatMap((name) => {
    const folder = path.join(dataFolder, OTHERS, name);
    const configFolders = readScope(folder);
    return configFolders === undefined ? [] : [{ folder, configFolders, isClaimed: true }];
  });
}

function readScope(folder: string): readonly string[] | undefined {
  try {
    const kept: unknown = JSON.parse(fs.readFileSync(path.join(folder, NAME), 'utf8'));
    const folders = isObject(kept) ? kept['configFolders'] : undefined;
    const isList = Array.isArray(folders) && folders.every((one) => typeof one === 'string');
    return isList && folders.length > 0 ? folders : undefined;
  } catch {
    return undefined;
  }
}
