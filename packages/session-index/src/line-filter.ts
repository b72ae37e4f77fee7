const CLOSING_BRACE = 0x7d;

/**
 * Makes an `accept` for the JSONL parser out of a test on bytes. The test runs once over a whole
 * chunk; only in chunks that pass it runs line by line. A line that does not end like a record is
 * always accepted: it may be a part of one that is whole only together with its neighbours.
 *
 * @param test - Must be true for bytes that contain bytes for which it is true.
 */
export function createLineFilter(
  test: (bytes: Buffer) => boolean,
): (bytes: Buffer, start: number, end: number) => boolean {
  let chunk: Buffer | undefined;
  let chunkPasses = false;
  return (bytes, start, end) => {
    if (bytes !== chunk) {
      chunk = bytes;
      chunkPasses = test(bytes);
    }
    if (bytes[end - 1] !== CLOSING_BRACE) return true;
    return chunkPasses && test(bytes.subarray(start, end));
  };
}
