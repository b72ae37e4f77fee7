/**
 * Gives the longest start of a text that fits into a number of UTF-8 bytes, never cut inside a
 * character.
 *
 * @example
 * firstBytes('aé', 2); // 'a'
 */
export function firstBytes(text: string, limit: number): string {
  let bytes = 0;
  let units = 0;
  // A unit takes a byte at least, so what lies behind `limit` units cannot fit.
  for (const character of text.slice(0, limit)) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    units += character.length;
  }
  return text.slice(0, units);
}
