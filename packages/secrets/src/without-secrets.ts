import { hiddenSpans, type Stretch } from './hidden-spans.ts';
import { LONGEST_KEY } from './private-key.ts';

/**
 * Returns a stretch of a text in which each secret that touches it is replaced by its first
 * characters and its length, also one that begins before the stretch or ends behind it. What only
 * looks like a secret stays: a guess would hide what people look for.
 *
 * Colours within a secret stay, so that what is behind it looks as before. JSON stays JSON.
 *
 * @example
 * withoutSecrets(`use ghp_${'aB3dE7fG9h'.repeat(4)} here`); // 'use ghp_aB3d…[44] here'
 */
export function withoutSecrets(
  text: string,
  { start, end }: Stretch = { start: 0, end: text.length },
): string {
  const from = Math.max(0, start - LONGEST_KEY);
  const near = text.slice(from, end + LONGEST_KEY);
  const spans = hiddenSpans(near);
  if (spans.length === 0) return start === 0 && end >= text.length ? text : text.slice(start, end);
  let shown = '';
  let at = start;
  for (const span of spans) {
    const first = from + span.start;
    const behind = from + span.end;
    if (behind <= at) continue;
    if (first >= end) break;
    const colors = near.slice(span.start, span.end).match(COLOR)?.join('') ?? '';
    shown += text.slice(at, Math.max(at, first)) + span.redacted + colors;
    at = behind;
  }
  return shown + text.slice(at, Math.max(at, end));
}

const COLOR = /\x1b\[[\d;]*m/g;
