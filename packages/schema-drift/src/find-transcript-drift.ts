import fs from 'node:fs';
import { parseJsonlFileAsync } from '@cco/jsonl-parse';
import { createDriftCollector, type Drift, type DriftCollector } from './drift-collector.ts';

/** What is read. */
export interface TranscriptDriftOptions {
  /** Stops before a file that would go beyond; the newest files come first. @default no limit */
  readonly maxBytes?: number | undefined;
  /** Adds to a collector that has seen something else. @default a new one */
  readonly collector?: DriftCollector | undefined;
}

/** Drift in transcripts, and how much was looked at. */
export interface TranscriptDrift {
  readonly drifts: readonly Drift[];
  readonly files: number;
  readonly records: number;
  /** Pieces that are no records: torn lines and the like. */
  readonly skippedPieces: number;
  readonly unreadableFiles: number;
  /** Files that were left out because of `maxBytes`. */
  readonly filesLeftOut: number;
}

/**
 * Reads transcripts and journals of workflows, the newest first, and reports what in them is not
 * known: names only, never content.
 *
 * @param files - Absolute paths.
 *
 * @example
 * const { drifts } = await findTranscriptDrift(['/home/mira/.claude/projects/-x/s.jsonl']);
 * drifts[0]; // { kind: 'record-type', name: 'new-thing', count: 3, firstVersion: '2.1.400', example: … }
 */
export async function findTranscriptDrift(
  files: readonly string[],
  {
    maxBytes = Number.POSITIVE_INFINITY,
    collector = createDriftCollector(),
  }: TranscriptDriftOptions = {},
): Promise<TranscriptDrift> {
  const found = files.map(statOf);
  const readable = found.filter((one) => one !== undefined);
  const newest = readable.sort((a, b) => b.mtime - a.mtime || (a.file < b.file ? -1 : 1));
  let [bytes, records, skippedPieces, read] = [0, 0, 0, 0];
  let unreadableFiles = found.length - readable.length;
  for (const { file, size } of newest) {
    if (bytes + size > maxBytes) break;
    bytes += size;
    read += 1;
    const onProblem = ({ code, lines }: { readonly code: string; readonly lines: number }) => {
      if (code === 'unreadable') unreadableFiles += 1;
      else skippedPieces += lines;
    };
    const summary = await parseJsonlFileAsync(file, {
      onRecord: (record, { line }) => collector.addRecord(record, { file, line }),
      onProblem,
    });
    records += summary.records;
  }
  return {
    drifts: collector.drifts(),
    files: read,
    records,
    skippedPieces,
    unreadableFiles,
    filesLeftOut: newest.length - read,
  };
}

function statOf(file: string): { file: string; size: number; mtime: number } | undefined {
  try {
    const stat = fs.statSync(file);
    return stat.isFile() ? { file, size: stat.size, mtime: stat.mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}
