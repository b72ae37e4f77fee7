import fs from 'node:fs';
import { isObject } from '@cco/jsonl-parse';
import type { ReadFacts } from './read-facts.ts';

/** What is kept between runs: the facts of every transcript, by path. */
export interface Catalog {
  readonly header: CatalogHeader;
  readonly files: Readonly<Record<string, ReadFacts>>;
}

/** Tells, without reading the rest, whether anything has changed. */
export interface CatalogHeader {
  readonly version: number;
  /** Of all transcripts with their sizes and times. */
  readonly listing: string;
  /** Size and time of the list of sessions that was written with it. */
  readonly list: string;
}

/** Raised when the meaning of kept facts changes; kept facts of another version are not used. */
export const CATALOG_VERSION = 1;

const HEADER_BYTES = 4096;

/** Reads only the header; undefined when there is no usable one. */
export function readCatalogHeader(file: string): CatalogHeader | undefined {
  try {
    const descriptor = fs.openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(HEADER_BYTES);
      const bytes = fs.readSync(descriptor, buffer, 0, HEADER_BYTES, 0);
      return parseHeader(buffer.toString('utf8', 0, bytes).split('\n', 1)[0] ?? '');
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/**
 * Reads the kept facts.
 *
 * @returns No facts when there is no catalog, with a note when there is one that cannot be used.
 */
export function readCatalog(file: string): { files: Catalog['files']; note: string | undefined } {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { files: {}, note: code === 'ENOENT' ? undefined : message };
  }
  const [first = '', second = ''] = text.split('\n', 2);
  try {
    if (!parseHeader(first)) return { files: {}, note: 'it is of another version' };
    const files: unknown = JSON.parse(second);
    if (isObject(files)) return { files: files as Catalog['files'], note: undefined };
  } catch {
    // Falls through: a torn catalog is told as damaged.
  }
  return { files: {}, note: 'it is damaged' };
}

/** Puts a catalog into the form that {@link readCatalog} reads. */
export function formatCatalog({ header, files }: Catalog): string {
  return `${JSON.stringify(header)}\n${JSON.stringify(files)}\n`;
}

function parseHeader(line: string): CatalogHeader | undefined {
  const header: unknown = JSON.parse(line);
  if (!isObject(header) || header['version'] !== CATALOG_VERSION) return undefined;
  const { listing, list } = header;
  if (typeof listing !== 'string' || typeof list !== 'string') return undefined;
  return { version: CATALOG_VERSION, listing, list };
}
