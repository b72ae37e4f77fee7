const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Every record with usage has this key; inside of a string its quotes would be escaped. */
const USAGE = Buffer.from('"usage"');
/** How most records of a conversation begin. None of them has a type of `METADATA`. */
const CHAIN = Buffer.from('{"parentUuid"');
const METADATA = ['-title"', '"summary"', '"relocated"', '"worktree-state"', '"cost-state"'].map(
  (marker) => Buffer.from(marker),
);

/**
 * What a line can hold: usage in a record of a conversation, and nothing else that the store wants
 * (`chain`); nothing (`nothing`); or anything else that has to be parsed (`other`).
 */
export type LineKind = 'chain' | 'nothing' | 'other';

/**
 * Makes a test that tells from the raw bytes of a line what it can hold. It looks for usage once in
 * each chunk, which is many times faster than parsing and than looking line by line. A line that
 * does not begin and end like a record has to be parsed: it is damaged, or a part of a record.
 */
export function createMarkerFilter(): (bytes: Buffer, start: number, end: number) => LineKind {
  let chunk: Buffer | undefined;
  /** Where the next usage at or behind the line stands. */
  let usageAt = -1;

  return (bytes, start, end) => {
    if (bytes !== chunk || (usageAt !== -1 && usageAt < start)) {
      chunk = bytes;
      usageAt = bytes.indexOf(USAGE, start);
    }
    if (bytes[start] !== OPENING_BRACE || bytes[end - 1] !== CLOSING_BRACE) return 'other';
    const hasUsage = usageAt !== -1 && usageAt < end;
    if (startsWith(bytes, start, CHAIN)) return hasUsage ? 'chain' : 'nothing';
    if (hasUsage) return 'other';
    const line = bytes.subarray(start, end);
    return METADATA.some((marker) => line.includes(marker)) ? 'other' : 'nothing';
  };
}

function startsWith(bytes: Buffer, at: number, beginning: Buffer): boolean {
  for (let i = 0; i < beginning.length; i++) if (bytes[at + i] !== beginning[i]) return false;
  return true;
}
