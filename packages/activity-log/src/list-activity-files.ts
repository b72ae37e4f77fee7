import fs from 'node:fs';
import path from 'node:path';
import type { Day } from '@cco/calendar';
import { dayOfActivityFile } from './activity-file-name.ts';

/** One day's log. */
export interface ActivityFile {
  readonly path: string;
  /** The path's last part, `activity-YYYY-MM-DD.jsonl`. */
  readonly name: string;
  /** The local day that all its entries count for. */
  readonly day: Day;
}

/** Why a folder could not be listed. */
export interface FolderFailure {
  readonly folder: string;
  readonly reason: 'missing' | 'not-a-folder' | 'no-permission' | 'unreadable';
  /** The reason for people, to stand behind the folder's name. */
  readonly message: string;
}

/** The logs of a folder. */
export interface ActivityListing {
  /** Oldest first. Empty when the folder could not be listed. */
  readonly files: readonly ActivityFile[];
  /** Undefined when the folder could be listed. */
  readonly failure: FolderFailure | undefined;
}

/**
 * Lists the activity logs in a folder; files of other names are not looked at. A folder that
 * cannot be listed is an outcome, not an error.
 *
 * @example
 * const { files, failure } = listActivityFiles('/home/ada/.claude/logs');
 * files[0]?.name; // 'activity-2026-01-14.jsonl'
 * failure?.reason; // 'missing', 'not-a-folder', … or undefined
 */
export function listActivityFiles(folder: string): ActivityListing {
  let names: string[];
  try {
    names = fs.readdirSync(folder);
  } catch (error) {
    return { files: [], failure: failureOf(folder, error as NodeJS.ErrnoException) };
  }
  const files: ActivityFile[] = [];
  for (const name of names) {
    const day = dayOfActivityFile(name);
    const file = path.join(folder, name);
    if (day !== undefined && !isPipe(file)) files.push({ path: file, name, day });
  }
  files.sort((a, b) => (a.day < b.day ? -1 : 1));
  return { files, failure: undefined };
}

/** Opening a named pipe waits for somebody to write. */
function isPipe(file: string): boolean {
  try {
    return fs.statSync(file).isFIFO();
  } catch {
    return false;
  }
}

function failureOf(folder: string, error: NodeJS.ErrnoException): FolderFailure {
  switch (error.code) {
    case 'ENOENT':
      return { folder, reason: 'missing', message: 'there is no such folder' };
    case 'ENOTDIR':
      return { folder, reason: 'not-a-folder', message: 'it is not a folder' };
    case 'EACCES':
    case 'EPERM':
      return { folder, reason: 'no-permission', message: 'no permission to read it' };
    default:
      return { folder, reason: 'unreadable', message: error.message };
  }
}
