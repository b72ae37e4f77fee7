import fs from 'node:fs';
import { writeFileAtomic } from '@cco/claude-paths';
import { isObject } from '@cco/jsonl-parse';

/** What vouches for a session list: as long as both are unchanged, the list is right. */
export interface ListStamp {
  /** Of all transcripts with their sizes and times. */
  readonly listing: string;
  /** Size and time of the list itself. */
  readonly list: string;
}

/** Raised when the same transcripts would give another list. */
const VERSION = 5;

/** Reads a stamp; undefined when there is no usable one, and then the list is written anew. */
export function readListStamp(file: string): ListStamp | undefined {
  try {
    const stamp: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (!isObject(stamp) || stamp['version'] !== VERSION) return undefined;
    const { listing, list } = stamp;
    return typeof listing === 'string' && typeof list === 'string' ? { listing, list } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a stamp.
 *
 * @throws NodeJS.ErrnoException when it cannot be written.
 */
export function writeListStamp(file: string, { listing, list }: ListStamp): void {
  writeFileAtomic(file, `${JSON.stringify({ version: VERSION, listing, list })}\n`);
}
