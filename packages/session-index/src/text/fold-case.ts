/**
 * Folds letter case the way that a search compares: Unicode's simple case folding, as regular
 * expressions with the flags `iu` have it. One code point stays one code point.
 *
 * @example
 * foldCase('Straße ΣΟΦΟΣ'); // 'straße σοφοσ'
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  // ASCII comes back as it is, or as another text of the same length.
  if (!NOT_LOWER.test(text)) return lower === text ? text : lower.replaceAll('ς', 'σ');
  return text
    .split(KEEPS_CASE)
    .map((part) => part.toLowerCase().replace(NOT_LOWER_ALL, (one) => FOLDED.get(one) ?? one))
    .join(KEEPS_CASE);
}

/** The dotted capital I: its lower case is two characters, so folding leaves it alone. */
const KEEPS_CASE = '\u0130';

/** The code points, beside the one above, whose folding is not their lower case. */
const FOLDINGS: readonly (readonly [from: string, to: string])[] = [
  ['\u00b5', '\u03bc'],
  ['\u017f', 's'],
  ['\u0345', '\u03b9'],
  ['\u03c2', '\u03c3'],
  ['\u03d0', '\u03b2'],
  ['\u03d1', '\u03b8'],
  ['\u03d5', '\u03c6'],
  ['\u03d6', '\u03c0'],
  ['\u03f0', '\u03ba'],
  ['\u03f1', '\u03c1'],
  ['\u03f5', '\u03b5'],
  ['\u1c80', '\u0432'],
  ['\u1c81', '\u0434'],
  ['\u1c82', '\u043e'],
  ['\u1c83', '\u0441'],
  ['\u1c84', '\u0442'],
  ['\u1c85', '\u0442'],
  ['\u1c86', '\u044a'],
  ['\u1c87', '\u0463'],
  ['\u1c88', '\ua64b'],
  ['\u1e9b', '\u1e61'],
  ['\u1fbe', '\u03b9'],
];
const FOLDED = new Map(FOLDINGS);
const NOT_LOWER = new RegExp(`[${KEEPS_CASE}${[...FOLDED.keys()].join('')}]`);
const NOT_LOWER_ALL = new RegExp(NOT_LOWER.source, 'g');
