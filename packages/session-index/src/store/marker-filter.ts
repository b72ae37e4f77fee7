const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Every record with usage has this key; inside of a string its quotes would be escaped. */
const USAGE = Buffer.from('"usage"');
/** How records of a conversation begin. None of them has a type of `METADATA`. */
const CHAIN = Buffer.from('{"parentUuid"');
const METADATA = ['-title"', '"summary"', '"relocated"', '"worktree-state"', '"cost-state"'].map(
  (marker) => Buffer.from(marker),
);

/**
 * Makes an `accept` for the JSONL parser that lets pass what the store can use: records with usage,
 * the metadata it keeps, and lines that do not look like one record. It looks for usage once in
 * each chunk, which is many times faster than parsing and than looking line by line.
 */
export function createMarkerFilter(): (bytes: Buffer, start: number, end: number) => boolean {
  let chunk: Buffer | undefined;
  /** Where the next usage at or behind the line stands. */
  let usageAt = -1;

  return (bytes, start, end) => {
    if (bytes !== chunk) {
      chunk = bytes;
      usageAt = bytes.indexOf(USAGE, start);
    }
    if (usageAt !== -1 && usageAt < start) usageAt = bytes.indexOf(USAGE, start);
    if (bytes[start] !== OPENING_BRACE || bytes[end - 1] !== CLOSING_BRACE) return true;
    if (usageAt !== -1 && usageAt < end) return true;
    if (startsWith(bytes, start, CHAIN)) return false;
    const line = bytes.subarray(start, end);
    return METADATA.some((marker) => line.includes(marker));
  };
}

function startsWith(bytes: Buffer, at: number, beginning: Buffer): boolean {
  for (let i = 0; i < beginning.length; i++) if (bytes[at + i] !== beginning[i]) return false;
  return true;
}
