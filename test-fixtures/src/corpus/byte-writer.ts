import { writeSync } from 'node:fs';

/**
 * Collects the bytes of one file and hands them to the file in large pieces. The bytes since the
 * last `flush` can be read and copied: tool results stand twice in a record.
 */
export interface ByteWriter {
  /** The bytes not yet flushed; replaced when it has to grow. */
  readonly bytes: Buffer;
  /** Position of the next byte. */
  at: number;
  /** Bytes handed to the file so far, this file only. */
  readonly flushed: number;
  /** Makes room for this many more bytes. */
  reserve(count: number): void;
  /** Appends a text as UTF-8. */
  put(text: string): void;
  /** Appends bytes of another array. */
  putBytes(source: Uint8Array, start: number, end: number): void;
  /** Appends a copy of bytes that stand in `bytes`. */
  repeat(start: number, end: number): void;
  /** Starts a file. */
  open(fileDescriptor: number): void;
  /** Writes what has been collected, when it is much or `force` is set. */
  flush(force?: boolean): void;
}

const FLUSH_AT = 4 << 20;

/** Creates a writer; one is enough for all files, one after the other. */
export function createByteWriter(): ByteWriter {
  let file = -1;
  const writer = {
    bytes: Buffer.allocUnsafe(FLUSH_AT * 2),
    at: 0,
    flushed: 0,
    reserve(count: number): void {
      if (writer.at + count <= writer.bytes.length) return;
      const larger = Buffer.allocUnsafe((writer.at + count) * 2);
      writer.bytes.copy(larger, 0, 0, writer.at);
      writer.bytes = larger;
    },
    put(text: string): void {
      writer.reserve(text.length * 3);
      writer.at += writer.bytes.write(text, writer.at, 'utf8');
    },
    putBytes(source: Uint8Array, start: number, end: number): void {
      writer.reserve(end - start);
      writer.bytes.set(source.subarray(start, end), writer.at);
      writer.at += end - start;
    },
    repeat(start: number, end: number): void {
      writer.reserve(end - start);
      writer.bytes.copyWithin(writer.at, start, end);
      writer.at += end - start;
    },
    open(fileDescriptor: number): void {
      file = fileDescriptor;
      writer.at = 0;
      writer.flushed = 0;
    },
    flush(force = false): void {
      if (!force && writer.at < FLUSH_AT) return;
      for (let done = 0; done < writer.at; ) {
        done += writeSync(file, writer.bytes, done, writer.at - done);
      }
      writer.flushed += writer.at;
      writer.at = 0;
    },
  };
  return writer;
}
