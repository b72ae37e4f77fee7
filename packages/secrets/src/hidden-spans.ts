import { findHiddenSecrets } from './find-secrets.ts';
import { plainFormOf } from './plain-form.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A secret in a text, with what may be shown instead. */
export interface HiddenSpan extends Stretch {
  readonly redacted: string;
}

/**
 * Finds what is never shown whole, as it is written and as it is read: with escapes decoded, and
 * without colours and marks that nobody sees. Spans come in order and do not overlap.
 */
export function hiddenSpans(text: string): HiddenSpan[] {
  const written = findHiddenSecrets(text);
  const plain = plainFormOf(text);
  if (plain === undefined) return written;
  const read = findHiddenSecrets(plain.text).map(({ start, end, redacted }) => ({
    start: plain.placeOf(start),
    end: plain.placeOf(end),
    redacted,
  }));
  return joined([...written, ...read]);
}

/** Where two overlap, the one that begins first gives what is shown. */
function joined(spans: readonly HiddenSpan[]): HiddenSpan[] {
  const result: HiddenSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end };
  }
  return result;
}
