import { findSecrets } from './find-secrets.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** No secret is longer: the longest that is looked for is a private key. */
const LONGEST = 24_000;
/** What may follow the head of a private key whose end is missing, or that has headers of its own. */
const KEY_BODY =
  /^(?:(?:\\[nr]|\s)*(?:Proc-Type|DEK-Info|Version|Comment|Hash):[^\n\\]{1,200})*(?:[A-Za-z0-9+/=\s]|\\[nr]|\\\/)*(?:-----END [A-Z0-9 ]{1,40}-----)?/;

/**
 * Gives a stretch of a text with each secret that touches it replaced by its first characters and
 * its length, also one that begins before the stretch or ends behind it. Only what is certainly a
 * secret is replaced: a guess would hide what people look for.
 *
 * @example
 * withoutSecrets(`use ghp_${'aB3dE7fG9h'.repeat(4)} here`); // 'use ghp_aB3d…[44] here'
 */
export function withoutSecrets(
  text: string,
  { start, end }: Stretch = { start: 0, end: text.length },
): string {
  const from = Math.max(0, start - LONGEST);
  const near = text.slice(from, end + LONGEST);
  let shown = '';
  let at = start;
  for (const secret of findSecrets(near)) {
    if (secret.tier !== 'certain') continue;
    const first = from + secret.start;
    const behind = from + endOf(near, secret);
    if (behind <= at) continue;
    if (first >= end) break;
    shown += text.slice(at, Math.max(at, first)) + secret.redacted;
    at = behind;
  }
  return shown + text.slice(at, Math.max(at, end));
}

/** The rules find a private key by its head alone; the rest of it is what must not be seen. */
function endOf(text: string, { start, end }: Stretch): number {
  const found = text.slice(start, end);
  if (!found.startsWith('-----BEGIN') || found.includes('-----END')) return end;
  return end + (KEY_BODY.exec(text.slice(end))?.[0].length ?? 0);
}
