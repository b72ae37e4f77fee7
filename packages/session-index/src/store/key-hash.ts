/**
 * Hashes a text to a whole number below 2^53, which SQLite keeps as an integer and JavaScript
 * exactly. Equal hashes say that texts may be equal: whoever asks has to compare them.
 */
export function keyHash(text: string): number {
  let high = 0x9e3779b1;
  let low = 0x85ebca77;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x2c1b3c6d);
    low = Math.imul(low ^ code, 0x297a2d39);
    high = (high << 13) | (high >>> 19);
  }
  high = Math.imul(high ^ (high >>> 16) ^ low, 0x21f0aaad);
  low = Math.imul(low ^ (low >>> 15) ^ high, 0x735a2d97);
  return ((high ^ (high >>> 15)) & 0x1fffff) * 2 ** 32 + ((low ^ (low >>> 15)) >>> 0);
}
