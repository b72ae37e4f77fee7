import fs from 'node:fs';

/** A value of a row. Texts arrive as bytes, like blobs: they may be no UTF-8. */
export type PageValue = null | number | Uint8Array;

/** What is left of a damaged SQLite file. */
export interface ScannedPages {
  /** Receives each row that can be read, in no particular order; `id` is undefined in an index. */
  readonly onRow: (values: PageValue[], id: number | undefined) => void;
  /** The size of pages that the file was made with, in case its header is damaged. */
  readonly pageSize: number;
}

const HEADER_BYTES = 100;
const SMALLEST_PAGE = 512;
const LARGEST_PAGE = 65_536;
/** Kinds of pages of a b-tree that hold rows. */
const INDEX_INTERIOR = 2;
const INDEX_LEAF = 10;
const TABLE_LEAF = 13;

/**
 * Reads all rows out of the pages of a SQLite file that can still be read, whatever else of it is
 * damaged: neither the header nor the schema nor the tree above the pages is needed. Pages that are
 * free are left out. The format is described in SQLite's documentation, "Database File Format".
 *
 * @returns Pages and rows that should hold something and cannot be read.
 * @throws NodeJS.ErrnoException when the file cannot be read at all.
 */
export function scanPages(file: string, { onRow, pageSize: usual }: ScannedPages): number {
  const descriptor = fs.openSync(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    fs.readSync(descriptor, header, 0, HEADER_BYTES, 0);
    const size = pageSizeOf(header, usual);
    const count = Math.ceil(fs.fstatSync(descriptor).size / size);
    const pages: Pages = { descriptor, size, count };
    const free = freePages(pages, header);
    let unreadable = 0;
    for (let number = 1; number <= count; number++) {
      if (free.has(number)) continue;
      const page = readPage(pages, number);
      if (page === undefined) unreadable++;
      else unreadable += rowsOf(pages, page, number === 1 ? HEADER_BYTES : 0, onRow);
    }
    return unreadable;
  } finally {
    fs.closeSync(descriptor);
  }
}

interface Pages {
  readonly descriptor: number;
  readonly size: number;
  readonly count: number;
}

function pageSizeOf(header: Buffer, usual: number): number {
  const stated = header.readUInt16BE(16);
  const size = stated === 1 ? LARGEST_PAGE : stated;
  const isPossible = size >= SMALLEST_PAGE && size <= LARGEST_PAGE && (size & (size - 1)) === 0;
  return isPossible && header.toString('latin1', 0, 15) === 'SQLite format 3' ? size : usual;
}

function readPage({ descriptor, size, count }: Pages, number: number): Buffer | undefined {
  if (number < 1 || number > count) return undefined;
  const page = Buffer.alloc(size);
  try {
    fs.readSync(descriptor, page, 0, size, (number - 1) * size);
    return page;
  } catch {
    // A bad sector of the disk.
    return undefined;
  }
}

/** Rows of free pages were deleted. When the list of these pages is damaged, some are missing. */
function freePages(pages: Pages, header: Buffer): Set<number> {
  const free = new Set<number>();
  let number = header.readUInt32BE(32);
  while (number > 0 && !free.has(number)) {
    const trunk = readPage(pages, number);
    if (trunk === undefined) break;
    free.add(number);
    const leaves = Math.min(trunk.readUInt32BE(4), pages.size / 4 - 2);
    for (let index = 0; index < leaves; index++) free.add(trunk.readUInt32BE(8 + index * 4));
    number = trunk.readUInt32BE(0);
  }
  return free;
}

/** @returns How many rows cannot be read. */
function rowsOf(pages: Pages, page: Buffer, start: number, onRow: ScannedPages['onRow']): number {
  const kind = page[start];
  if (kind !== TABLE_LEAF && kind !== INDEX_LEAF && kind !== INDEX_INTERIOR) return 0;
  const cells = page.readUInt16BE(start + 3);
  const pointers = start + (kind === INDEX_INTERIOR ? 12 : 8);
  if (pointers + cells * 2 > pages.size) return 1;
  let unreadable = 0;
  for (let cell = 0; cell < cells; cell++) {
    try {
      const at = page.readUInt16BE(pointers + cell * 2);
      const { payload, id } = payloadAt(pages, page, at, kind);
      onRow(valuesOf(payload), id);
    } catch {
      unreadable++;
    }
  }
  return unreadable;
}

function payloadAt(
  pages: Pages,
  page: Buffer,
  start: number,
  kind: number,
): { readonly payload: Buffer; readonly id: number | undefined } {
  const { size } = pages;
  let at = start + (kind === INDEX_INTERIOR ? 4 : 0);
  const length = varintAt(page, at);
  at = length.end;
  let id: number | undefined;
  if (kind === TABLE_LEAF) {
    const rowid = varintAt(page, at);
    id = rowid.value;
    at = rowid.end;
  }
  const bytes = length.value;
  if (bytes > pages.count * size) throw new RangeError('longer than the file');
  const most = kind === TABLE_LEAF ? size - 35 : Math.floor(((size - 12) * 64) / 255) - 23;
  const least = Math.floor(((size - 12) * 32) / 255) - 23;
  const rest = least + ((bytes - least) % (size - 4));
  const local = bytes <= most ? bytes : rest <= most ? rest : least;
  if (at + local > size) throw new RangeError('outside of the page');
  if (local === bytes) return { payload: page.subarray(at, at + bytes), id };
  const payload = Buffer.alloc(bytes);
  page.copy(payload, 0, at, at + local);
  let done = local;
  let next = page.readUInt32BE(at + local);
  while (done < bytes) {
    const overflow = readPage(pages, next);
    if (overflow === undefined) throw new RangeError('no such page');
    done += overflow.copy(payload, done, 4, Math.min(size, 4 + bytes - done));
    next = overflow.readUInt32BE(0);
  }
  return { payload, id };
}

function valuesOf(payload: Buffer): PageValue[] {
  const header = varintAt(payload, 0);
  const values: PageValue[] = [];
  let body = header.value;
  for (let at = header.end; at < header.value; ) {
    const type = varintAt(payload, at);
    at = type.end;
    const bytes = bytesOf(type.value);
    if (body + bytes > payload.length) throw new RangeError('outside of the row');
    values.push(decodeValue(type.value, payload.subarray(body, body + bytes)));
    body += bytes;
  }
  if (body !== payload.length) throw new RangeError('not a row');
  return values;
}

function bytesOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  const bytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type];
  if (bytes === undefined) throw new RangeError('no such type');
  return bytes;
}

function decodeValue(type: number, bytes: Buffer): PageValue {
  if (type >= 12) return bytes;
  if (type === 0) return null;
  if (type === 7) return bytes.readDoubleBE();
  if (type >= 8) return type - 8;
  return bytes.length <= 6 ? bytes.readIntBE(0, bytes.length) : Number(bytes.readBigInt64BE());
}

/** Reads a number of one to nine bytes, the most significant first. */
function varintAt(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < start + 8; at++) {
    const byte = bytes.readUInt8(at);
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, end: at + 1 };
  }
  return { value: value * 256 + bytes.readUInt8(start + 8), end: start + 9 };
}
