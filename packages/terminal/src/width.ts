import stringWidth from 'fast-string-width';

/** One character as it is seen: with its marks, a flag, or a joined emoji. */
const CHARACTER =
  /\p{RI}\p{RI}|\p{Emoji}(?:\p{EMod}|\ufe0f\u20e3?)?(?:\u200d\p{Emoji}(?:\p{EMod}|\ufe0f)?)*|./gsu;

/**
 * Most text is this (Latin letters, and the dashes, dots and lines that layouts are drawn with), and
 * then a character is a column: no tables need to be asked, which take 3 ms to load.
 */
const PLAIN = /^[\x20-\x7e\xa1-\u017f\u2010-\u2027\u2500-\u259f]*$/;

/** Counts the terminal columns a text takes: wide characters two, combining marks none. */
export function displayWidth(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/**
 * Shortens a text to a width, never inside a character; what was cut shows as `…`.
 *
 * @example
 * truncate('conversation', 8); // 'convers…'
 */
export function truncate(text: string, width: number, ellipsis = '…'): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room < 0) return '';
  if (PLAIN.test(text)) return text.slice(0, room) + ellipsis;
  let used = 0;
  let kept = '';
  for (const [character] of text.matchAll(CHARACTER)) {
    used += displayWidth(character);
    if (used > room) break;
    kept += character;
  }
  return kept + ellipsis;
}

/**
 * Shortens a text to a width from its beginning, for paths, whose ends tell them apart.
 *
 * @example
 * truncateStart('/home/mira/cart.ts', 8); // '…cart.ts'
 */
export function truncateStart(text: string, width: number, ellipsis = '…'): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room < 0) return '';
  let used = 0;
  let kept = '';
  for (const character of Array.from(text.matchAll(CHARACTER), ([one]) => one).reverse()) {
    used += displayWidth(character);
    if (used > room) break;
    kept = character + kept;
  }
  return ellipsis + kept;
}

/** Fills a text with blanks on its right up to a width. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Fills a text with blanks on its left up to a width. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
