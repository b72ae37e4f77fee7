/** What kind of name is not known. */
export type DriftKind =
  | 'record-type'
  | 'system-subtype'
  | 'attachment-type'
  | 'content-block'
  | 'field'
  | 'hook-event';

/** A name that is not known. */
export interface UnknownName {
  readonly kind: DriftKind;
  /** For a field its path: `assistant.message.usage.new_tokens`. */
  readonly name: string;
}

const LONGEST_NAME = 48;
const MOST_DIGITS = 4;
const UNUSUAL = '(unusual name)';

/**
 * Gives a name as it may be shown. Names come from files that can hold anything: what does not look
 * like a name of a format could be content, an id or a secret, and is replaced.
 */
export function shownName(name: string): string {
  const isUsual = /^[A-Za-z_$][\w$-]*$/.test(name) && name.length <= LONGEST_NAME;
  return isUsual && name.replace(/\D/g, '').length <= MOST_DIGITS ? name : UNUSUAL;
}
