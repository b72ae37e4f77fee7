import { createHintFinder, type HintFinder } from './hint-finder.ts';
import { SECRET_PATTERNS, type SecretPattern } from './patterns.ts';
import { endOfKey, isKeyHead } from './private-key.ts';

/** `certain`: the shape belongs to one issuer. `possible`: it looks like a secret. */
export type SecretTier = 'certain' | 'possible';

export interface SecretMatch {
  /** What it is, for people: `GitHub token`. */
  readonly kind: string;
  readonly tier: SecretTier;
  /** UTF-16 offsets of the secret itself. */
  readonly start: number;
  readonly end: number;
  /** What may be shown: its first characters and its length. */
  readonly redacted: string;
}

/**
 * Finds secrets in a decoded text. Placeholders (`EXAMPLE`, `xxxx`, `<token>`, `${TOKEN}`), commit
 * hashes, UUIDs and integrity hashes are not reported. Matches come in order and do not overlap;
 * a certain one wins over a possible one.
 *
 * @example
 * findSecrets(`key=${'AKIA'}QZ7RT2MNB4WXY5KD`)[0]?.kind; // 'AWS access key'
 */
export function findSecrets(text: string): SecretMatch[] {
  return findShapes(text, ALL);
}

/** The same for those that are never shown whole, see {@link SecretPattern.isHidden}. */
export function findHiddenSecrets(text: string): SecretMatch[] {
  return findShapes(text, HIDDEN);
}

const ALL = createHintFinder(SECRET_PATTERNS);
const HIDDEN = createHintFinder(SECRET_PATTERNS.filter(({ isHidden }) => isHidden));

function findShapes(text: string, patternsFor: HintFinder): SecretMatch[] {
  let found: SecretMatch[] = [];
  for (const shape of patternsFor(text)) {
    const { kind, tier, entropy } = shape;
    const own: SecretMatch[] = [];
    // Both are in order: looking at all that was found for each match would take the square of them.
    let next = 0;
    for (const match of matchesOf(shape, text)) {
      const secret = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(secret);
      if (isPlaceholder(secret) || (entropy !== undefined && isPlain(secret, entropy))) continue;
      if (tier === 'possible' && isIdentifier(secret)) continue;
      const last = start + secret.length;
      const end = isKeyHead(secret) ? endOfKey(text, last) : last;
      while (next < found.length && (found[next]?.end ?? 0) <= start) next++;
      const isTaken = (found[next]?.start ?? last) < last || start < (own.at(-1)?.end ?? 0);
      if (!isTaken) own.push({ kind, tier, start, end, redacted: redact(secret) });
    }
    if (own.length > 0) found = [...found, ...own].sort((a, b) => a.start - b.start);
  }
  return found;
}

/**
 * What stands in front of a word: no letter, or what programs write for a character (`\\n`,
 * `\\u003d`, `%3D`), or the end of a colour (`[32m`). Looked at behind the fact, because an expression
 * that begins with it takes ten times as long.
 */
const BEFORE_WORD = /(?:^|\W|\\[abefnrtv0]|\\[ux][0-9A-Fa-f]{2,4}|%[0-9A-Fa-f]{2}|\[[\d;]{0,20}m)$/;
const LONGEST_BEFORE = 22;

function* matchesOf({ pattern, isWord }: SecretPattern, text: string): Iterable<RegExpExecArray> {
  const search = new RegExp(pattern);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const { index } = match;
    const before = isWord ? text.slice(Math.max(0, index - LONGEST_BEFORE), index) : '';
    if (BEFORE_WORD.test(before)) yield match;
    else search.lastIndex = index + 1;
  }
}

/**
 * Replaces every secret in a text by its first characters and its length.
 *
 * @example
 * redactSecrets('postgres://app:hunter2hunter2@db/x'); // 'postgres://app:hun…[14]@db/x'
 */
export function redactSecrets(text: string): string {
  const found = findSecrets(text);
  if (found.length === 0) return text;
  let result = '';
  let last = 0;
  for (const { start, end, redacted } of found) {
    result += text.slice(last, start) + redacted;
    last = end;
  }
  return result + text.slice(last);
}

/** A fifth of a secret is shown at most, and never more than the part that names its issuer. */
function redact(secret: string): string {
  if (isKeyHead(secret)) return '-----BEGIN … PRIVATE KEY-----';
  const shown = Math.min(8, Math.floor(secret.length / 4));
  return `${secret.slice(0, shown)}…[${secret.length}]`;
}

const PLACEHOLDER =
  /example|sample|placeholder|change.?me|your[_-]|insert|replace|dummy|redacted|fake|mock|foo.?bar|notreal|not-a-|test[_-]?(?:key|token|secret|password)|lorem|(.)\1{5,}|\.{3}|…|^(?:password|passwd|secret|token|pass|user|admin|root|postgres|mysql|guest|test|dev|local|localhost|hunter2|123456\d*)$|^[$<{[%(]|[<>{}]|1234567890|0123456789|abcdefgh/i;

function isPlaceholder(secret: string): boolean {
  if (isKeyHead(secret)) return false;
  return PLACEHOLDER.test(secret);
}

/** Hex of the length of a digest, UUIDs, integrity hashes. */
function isIdentifier(secret: string): boolean {
  return (
    /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i.test(secret) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(secret) ||
    /^sha(?:1|256|384|512)[-:]/i.test(secret)
  );
}

/** Too regular for a random value, or plainly words: code, paths, calls. */
function isPlain(secret: string, least: number): boolean {
  if (entropy(secret) < least) return true;
  if (!/\d/.test(secret)) return true;
  if (
    /^(?:process\.env|os\.environ|import\.meta|secrets\.|vars\.|env\.|config\.|this\.|self\.)/.test(
      secret,
    )
  )
    return true;
  // Words with separators: `my-secret-name-2`, `path/to/file`.
  const parts = secret.split(/[-_./:]+/);
  return (
    parts.length > 2 &&
    parts.every((part) => /^(?:[a-z]+\d{0,2}|\d{1,4}|[A-Z]+|[A-Z][a-z]+)$/.test(part))
  );
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
