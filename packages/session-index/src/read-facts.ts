import fs from 'node:fs';
import { type Position, parseJsonlFileAsync, START } from '@cco/jsonl-parse';
import type { TranscriptFile } from './find-transcripts.ts';
import { createHash } from './hash.ts';
import { createLineFilter } from './line-filter.ts';
import {
  addFacts,
  FACT_MARKERS,
  isSettled,
  NO_FACTS,
  type TranscriptFacts,
} from './transcript-facts.ts';

/** Facts with what is needed to read on from where they end. Plain data. */
export interface ReadFacts {
  readonly facts: TranscriptFacts;
  /** Size and time of the file when it was read. */
  readonly size: number;
  readonly mtimeMs: number;
  /** Where the settled part ends. */
  readonly next: Position;
  /** Hash of the bytes before `next`: when they change, the file was replaced. */
  readonly seam: string;
}

const SEAM_BYTES = 256;
const MARKERS = FACT_MARKERS.map((marker) => Buffer.from(marker));

/**
 * Reads the facts of a transcript. With what was read before, only the bytes that are new are
 * read, if the file has only grown; otherwise all of it.
 *
 * @returns undefined when the file cannot be opened any more.
 */
export async function readFacts(
  file: TranscriptFile,
  before?: ReadFacts,
): Promise<ReadFacts | undefined> {
  const goOn =
    before !== undefined &&
    file.size >= before.next.offset &&
    seamOf(file.path, before.next) === before.seam;
  const start = goOn ? before.next : START;
  let facts = goOn ? before.facts : NO_FACTS;
  let failed = false;
  const hasMarker = createLineFilter((bytes) => MARKERS.some((marker) => bytes.includes(marker)));
  const summary = await parseJsonlFileAsync(
    file.path,
    {
      accept: (bytes, from, to) => !isSettled(facts) || hasMarker(bytes, from, to),
      onRecord(record) {
        facts = addFacts(facts, record, file.slug);
      },
      onProblem({ code }) {
        failed ||= code === 'unreadable';
      },
    },
    { start },
  );
  if (failed) return undefined;
  const { next } = summary;
  return { facts, size: file.size, mtimeMs: file.mtimeMs, next, seam: seamOf(file.path, next) };
}

/** Hashes the last bytes of the settled part. */
function seamOf(file: string, next: Position): string {
  const hash = createHash();
  const length = Math.min(SEAM_BYTES, next.offset);
  try {
    const descriptor = fs.openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(length);
      const bytes = fs.readSync(descriptor, buffer, 0, length, next.offset - length);
      hash.addText(buffer.toString('latin1', 0, bytes));
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    // A file that vanished meets the hash of nothing, which is no seam of any content.
  }
  return hash.digest();
}
