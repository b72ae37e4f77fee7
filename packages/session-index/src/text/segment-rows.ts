import type Database from 'libsql';
import { statement } from '../store/statements.ts';
import type { Segment } from './segment.ts';
import type { StoredSegment } from './segment-reader.ts';

/** What the words of a segment are. */
export const WORDS = 0;
/** Entries of fields; see `fields.ts`. */
export const FIELDS = 1;

/** A segment without its content. */
export interface SegmentRow {
  readonly id: number;
  readonly kind: number;
  readonly pairs: number;
}

/** Chunks of a segment have numbers in a row; no segment comes near so many. */
const CHUNKS = 65_536;

/** Writes a segment. Use it inside a transaction. */
export function insertSegment(db: Database.Database, kind: number, segment: Segment): void {
  const row = statement(
    db,
    `INSERT INTO segment
       (kind, pairs, documents, blocks, frequencies, singles, word_starts, posting_starts)
     VALUES (?,?,?,?,?,?,?,?) RETURNING id`,
  ).get(
    kind,
    segment.pairs,
    blobOf(segment.documents),
    blobOf(segment.blocks),
    blobOf(segment.frequencies),
    blobOf(segment.singles),
    blobOf(startsOf(segment.words)),
    blobOf(startsOf(segment.postings)),
  );
  const [id] = row as unknown as [number];
  for (const [table, chunks] of [
    ['word_chunk', segment.words],
    ['posting_chunk', segment.postings],
  ] as const) {
    const insert = statement(db, `INSERT INTO ${table} VALUES (?,?)`);
    for (const [place, chunk] of chunks.entries()) insert.run(id * CHUNKS + place, blobOf(chunk));
  }
}

/** Removes segments. Use it inside a transaction. */
export function deleteSegments(db: Database.Database, ids: readonly number[]): void {
  for (const id of ids) {
    statement(db, 'DELETE FROM segment WHERE id = ?').run(id);
    for (const table of ['word_chunk', 'posting_chunk']) {
      statement(db, `DELETE FROM ${table} WHERE id >= ? AND id < ?`).run(
        id * CHUNKS,
        (id + 1) * CHUNKS,
      );
    }
  }
}

/** Lists all segments, the oldest first. */
export function listSegments(db: Database.Database): SegmentRow[] {
  const rows = statement(db, 'SELECT id, kind, pairs FROM segment ORDER BY id').all();
  return (rows as unknown as [number, number, number][]).map(([id, kind, pairs]) => ({
    id,
    kind,
    pairs,
  }));
}

/** Opens a segment; undefined when it is gone. Its chunks are read from the database as needed. */
export function openSegment(db: Database.Database, id: number): StoredSegment | undefined {
  const row = statement(
    db,
    `SELECT documents, blocks, frequencies, singles, word_starts, posting_starts
     FROM segment WHERE id = ?`,
  ).get(id) as unknown as Buffer[] | undefined;
  if (!row) return undefined;
  const [documents, blocks, frequencies, singles, wordStarts, postingStarts] = row.map(numbersOf);
  const chunk = (table: string) => (place: number) => {
    const found = statement(db, `SELECT data FROM ${table} WHERE id = ?`).get(id * CHUNKS + place);
    return (found as unknown as [Buffer])[0];
  };
  return {
    documents,
    blocks,
    frequencies,
    singles,
    wordStarts,
    postingStarts,
    words: chunk('word_chunk'),
    postings: chunk('posting_chunk'),
  } as StoredSegment;
}

function startsOf(chunks: readonly Uint8Array[]): Uint32Array {
  const starts = new Uint32Array(chunks.length + 1);
  for (const [at, chunk] of chunks.entries()) {
    starts[at + 1] = (starts[at] as number) + chunk.length;
  }
  return starts;
}

function blobOf({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** The bytes of a row may lie anywhere in memory, where no number could begin. */
function numbersOf(blob: Buffer): Uint32Array {
  return new Uint32Array(
    blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength) as ArrayBuffer,
  );
}
