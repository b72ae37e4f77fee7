/** Collects bytes and cuts them into chunks, so that a reader need not read all of them. */
export interface ChunkWriter {
  put(source: Uint8Array, start: number, end: number): void;
  putByte(byte: number): void;
  /** Begins a block, which lies in one chunk, and gives its place among all bytes. */
  beginBlock(): number;
  /** All chunks; the writer is used up. */
  chunks(): Uint8Array[];
}

/**
 * Makes a writer.
 *
 * @param chunkBytes - A chunk ends with the block that reaches so many bytes.
 * @param first - A byte that each chunk begins with; places count it.
 */
export function createChunkWriter(chunkBytes: number, first?: number): ChunkWriter {
  const finished: Uint8Array[] = [];
  let finishedBytes = 0;
  let bytes = new Uint8Array(chunkBytes);
  let used = 0;

  const reserve = (count: number): void => {
    if (used + count <= bytes.length) return;
    const more = new Uint8Array(Math.max(bytes.length * 2, used + count));
    more.set(bytes);
    bytes = more;
  };
  const begin = (): void => {
    used = 0;
    if (first !== undefined) bytes[used++] = first;
  };
  const finish = (): void => {
    finished.push(bytes.slice(0, used));
    finishedBytes += used;
    begin();
  };

  begin();
  return {
    put(source, start, end) {
      reserve(end - start);
      for (let at = start; at < end; at++) bytes[used++] = source[at] as number;
    },
    putByte(byte) {
      if (used === bytes.length) reserve(1);
      bytes[used++] = byte;
    },
    beginBlock() {
      if (used >= chunkBytes) finish();
      return finishedBytes + used;
    },
    chunks() {
      finish();
      return finished;
    },
  };
}
