/** Whether a secret is the head of a private key: its body follows. */
export function isKeyHead(secret: string): boolean {
  return secret.startsWith('-----BEGIN');
}

/**
 * No key is longer: one of 16,384 bits has 12,500 characters, and up to twice as many where each
 * line end is escaped.
 */
export const LONGEST_KEY = 24_000;

/** Between two lines of a key: line ends, written or escaped, or the one blank that they became. */
const BREAK = /[ \t]*(?:\\+[nr]|[\r\n])(?:\\+[nr]|[ \t\r\n])*| (?! )/y;
const HEADER = /(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID):[^\n\r\\"]{1,200}/y;
/** Words are shorter than a line of a key, its last one apart. */
const LINE = /(?:[A-Za-z0-9+/=]|\\+\/){20,}/y;
const LAST_LINE = /(?:[A-Za-z0-9+/=]|\\+\/){1,100}(?=…|$)/y;
const END =
  /(?:(?:[A-Za-z0-9+/=]|\\+\/){1,100}(?:(?:\\+[nr]|[ \t\r\n])+))?-----END [A-Z0-9 ]{1,40}-----/y;

/**
 * Finds the end of a private key: behind its last line, when its lines are cut, and behind its head,
 * when none follow.
 *
 * @param head - Where the head of the key ends.
 */
export function endOfKey(text: string, head: number): number {
  let end = head;
  while (end < head + LONGEST_KEY) {
    const at = after(BREAK, text, end) ?? end;
    const last = after(END, text, at);
    if (last !== undefined) return last;
    const next = after(HEADER, text, at) ?? after(LINE, text, at) ?? after(LAST_LINE, text, at);
    if (next === undefined) return end;
    end = next;
  }
  return end;
}

function after(part: RegExp, text: string, from: number): number | undefined {
  part.lastIndex = from;
  return part.test(text) ? part.lastIndex : undefined;
}
