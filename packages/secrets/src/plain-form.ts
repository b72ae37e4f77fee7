/** A text as its reader decodes it, with the way back to what was written. */
export interface PlainForm {
  readonly text: string;
  /** Returns the place in the original text of a place in `text`. */
  placeOf(offset: number): number;
}

/**
 * How programs write a printable ASCII character: `\u0073` and `\x73` (behind any number of
 * backslashes, when a text was quoted again), `%73`, `&#115;`, a backslash before a mark; and what
 * a screen does not show, in itself or escaped: colours, controls, marks without width.
 */
const WRITTEN =
  /\\+u00([2-7][0-9a-f])|\\+u\{0{0,4}([2-7][0-9a-f])\}|\\+x([2-7][0-9a-f])|%([2-7][0-9a-f])|&#x0{0,4}([2-7][0-9a-f]);|&#0{0,4}(\d{2,3});|\\+(?=[_.:*-])|(?:\x1b|\\+u001b|\\+x1b|\\+033|\\+e)\[[\d;]*m|[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\\+u(?:00(?:0[0-8ef]|1[0-9a-f]|7f|[89][0-9a-f]|ad)|061c|180e|200[b-f]|202[a-e]|206[0-9]|feff)/gi;

/**
 * Decodes what may hide a secret in a text.
 *
 * @returns Undefined when nothing in the text is written in another way than it is read.
 */
export function plainFormOf(text: string): PlainForm | undefined {
  const parts: string[] = [];
  const starts: number[] = [];
  const origins: number[] = [];
  let length = 0;
  let from = 0;
  const add = (part: string, origin: number) => {
    if (part.length === 0) return;
    starts.push(length);
    origins.push(origin);
    parts.push(part);
    length += part.length;
  };
  for (const match of text.matchAll(WRITTEN)) {
    const [whole, ...groups] = match;
    const decimal = groups[5];
    const hex = groups.slice(0, 5).find((one) => one !== undefined);
    const code = hex === undefined ? Number(decimal ?? 0) : Number.parseInt(hex, 16);
    if (decimal !== undefined && (code < 0x20 || code > 0x7e)) continue;
    add(text.slice(from, match.index), from);
    if (code > 0) add(String.fromCharCode(code), match.index);
    from = match.index + whole.length;
  }
  if (from === 0) return undefined;
  add(text.slice(from), from);
  starts.push(length);
  origins.push(text.length);
  return {
    text: parts.join(''),
    placeOf(offset) {
      const at = lastNotAbove(starts, offset);
      return (origins[at] ?? 0) + offset - (starts[at] ?? 0);
    },
  };
}

/** Index of the last of ascending numbers that is not above one. */
function lastNotAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
