/** What can be wrong with a message that is to be priced, and what was done about it. */
export const ISSUE_MEANINGS = {
  'not-a-count': 'no whole number of at least 0, counted as 0',
  'not-an-object': 'no object, left out',
  'unknown-value': 'a value without a price rule, priced as if it were absent',
  'no-fast-price': 'the model has no price for fast requests on this day, priced as a normal one',
  'not-a-time': 'no time, priced by the latest prices',
  'not-a-cost': 'no dollars of at least 0, left out',
  'not-a-model': 'no text, so the model is unknown',
} as const;

/** The kind of an issue, a key of {@link ISSUE_MEANINGS}. */
export type IssueCode = keyof typeof ISSUE_MEANINGS;

/** Something in a message that could not be used as it stood. */
export interface UsageIssue {
  readonly code: IssueCode;
  /** Where it stood, such as `usage.cache_creation.ephemeral_5m_input_tokens`. */
  readonly field: string;
  /** What stood there, on one line of at most 40 characters. It comes from a file: do not trust it. */
  readonly received: string;
}

const LONGEST = 40;

/** Adds an issue about a value to a list. */
export function report(
  issues: UsageIssue[],
  code: IssueCode,
  field: string,
  received: unknown,
): void {
  issues.push({ code, field, received: describe(received) });
}

/** Spells a value on one line, such as `"12"`, `-5`, `null` or `an object`. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'string') return String(value);
  const text = JSON.stringify(value.slice(0, LONGEST));
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 2)}…"`;
}
