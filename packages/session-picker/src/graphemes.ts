const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN = /^[\x20-\x7e]*$/;

/** Cuts a text into characters as people see them. */
export function graphemes(text: string): string[] {
  return PLAIN.test(text)
    ? text.split('')
    : Array.from(segmenter.segment(text), (one) => one.segment);
}
