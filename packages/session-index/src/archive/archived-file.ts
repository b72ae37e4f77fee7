import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Problem } from '@cco/jsonl-parse';
import type { FileRow } from '../store/file-rows.ts';

/** All that the store knows of a transcript. Plain data. */
export interface ArchivedFile {
  readonly file: Omit<FileRow, 'id'>;
  /** The texts of its blocks of messages and of calls, in their order. */
  readonly messages: readonly string[];
  readonly calls: readonly string[];
  readonly problems: readonly Omit<Problem, 'file'>[];
}

/** A transcript as the backup keeps it. */
export interface PackedFile {
  readonly path: string;
  /** How far it had been read: of two, the longer one knows more. */
  readonly offset: number;
  readonly checksum: Uint8Array;
  readonly data: Uint8Array;
}

/** Packs what is known of a transcript, with a checksum over all of it. */
export function packFile(archived: ArchivedFile): PackedFile {
  const { path, state } = archived.file;
  const { offset } = state.next;
  const data = deflateRawSync(JSON.stringify(archived));
  return { path, offset, data, checksum: checksumOf(path, offset, data) };
}

/** Unpacks a transcript; undefined when it is not as it was packed. */
export function unpackFile({ path, offset, checksum, data }: PackedFile): ArchivedFile | undefined {
  if (!checksumOf(path, offset, data).equals(checksum)) return undefined;
  try {
    return JSON.parse(inflateRawSync(data).toString()) as ArchivedFile;
  } catch {
    return undefined;
  }
}

function checksumOf(path: string, offset: number, data: Uint8Array): Buffer {
  return createHash('sha256').update(`${path}\n${offset}\n`).update(data).digest();
}
