/**
 * Escape sequences as terminals read them: CSI with parameters, strings (OSC, DCS, SOS, PM, APC)
 * with their terminator, and the short two-character forms. Of a string without terminator only
 * the introducer goes: what follows is text, which cannot do harm without it.
 */
const SEQUENCES =
  /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|(?:\x1b[\]P^_X]|[\x9d\x90\x9e\x9f\x98])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)|\x1b[\x20-\x2f]*[\x30-\x7e]?/g;

/** C0 without tab and newline, DEL, C1, and the marks that reorder what is shown around them. */
const CONTROLS =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/g;

/**
 * Removes everything that would make a terminal do something else than show characters: escape
 * sequences, control characters, and bidirectional overrides. Tabs and newlines stay.
 *
 * @example
 * stripControls('\x1b[31mred\x1b[0m\x07'); // 'red'
 */
export function stripControls(text: string): string {
  return text.replace(SEQUENCES, '').replace(CONTROLS, '');
}

/**
 * Makes one safe line of a text: without controls, every run of white space one blank.
 *
 * @example
 * oneLine('a\n\tb '); // 'a b'
 */
export function oneLine(text: string): string {
  const plain = text.replace(SEQUENCES, '').replace(/[\s\u2028\u2029\x85]+/g, ' ');
  return plain.replace(CONTROLS, '').trim();
}
