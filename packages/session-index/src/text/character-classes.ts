/** Separates words, and is not in the index. */
export const SEPARATOR = 0;
/** Belongs to a word with its neighbours of the same class. */
export const LETTER = 1;
/** Of scripts without blanks between words, and symbols: indexed alone and in pairs. */
export const SIGN = 2;

/**
 * Tells the class of a code point. The ranges are fixed, and need not be what Unicode calls a
 * letter: what counts is that text and query are cut alike, with every version of Node.
 */
export function classOf(code: number): number {
  if (code < 0x80) return ASCII[code] as number;
  if (isBlank(code)) return SEPARATOR;
  for (let i = 0; i < LETTERS.length; i += 2) {
    if (code <= (LETTERS[i + 1] as number)) return code >= (LETTERS[i] as number) ? LETTER : SIGN;
  }
  return SIGN;
}

const ASCII = new Uint8Array(0x80);
for (const one of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_') {
  ASCII[one.charCodeAt(0)] = LETTER;
}

/** What `\s` matches beyond ASCII. */
function isBlank(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** First and last of each range of scripts that put blanks between words, ascending. */
const LETTERS = [
  // Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India; not Thai, Lao and Tibetan.
  ...[0xaa, 0xaa, 0xb5, 0xb5, 0xba, 0xba, 0xc0, 0xdff],
  // Georgian, Hangul letters, Ethiopic, Cherokee; not Myanmar and Khmer.
  ...[0x10a0, 0x177f, 0x1800, 0x1fff],
  ...[0x2c00, 0x2dff, 0xa640, 0xd7ff, 0xfb00, 0xfdff, 0xfe70, 0xfefe],
];
