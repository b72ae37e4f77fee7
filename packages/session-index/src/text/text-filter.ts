const CLOSING_BRACE = 0x7d;

/**
 * How the types and titles that a search covers end in JSON source. Inside of a string the quote
 * would be escaped, so a marker is found in the record itself or not at all.
 */
const MARKERS = ['user"', 'assistant"', '-title"', '"summary"'].map((one) => Buffer.from(one));
/** A writer that escapes letters could write a marker in many ways. */
const ESCAPED_LETTER = /\\u00[2-7]/;
const ESCAPE = Buffer.from('\\u00');

/**
 * Tells from the bytes of a line whether it can hold text that a search covers. A line that does
 * not end like a record has to be parsed: it is damaged, or a part of a record.
 */
export function mayHoldText(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[end - 1] !== CLOSING_BRACE) return true;
  const line = bytes.subarray(start, end);
  if (MARKERS.some((marker) => line.includes(marker))) return true;
  return line.includes(ESCAPE) && ESCAPED_LETTER.test(line.toString('latin1'));
}
