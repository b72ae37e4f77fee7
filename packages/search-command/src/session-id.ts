/** The beginning of a session's id, a UUID. Shorter ones are words that people search for. */
const ID_START = /^[0-9a-f]{4}[0-9a-f-]{0,32}$/i;
/** From here on nobody means a word. */
const UNMISTAKABLE = 8;

/** Tells whether a word could be the beginning of a session's id. */
export function isIdStart(word: string): boolean {
  return ID_START.test(word);
}

/** What `show` was asked for. */
export interface ShowRequest {
  readonly id: string;
  /** What to show of it; empty: everything. */
  readonly words: string;
  /** Without such a session the words are ones to search for: `show cafe`. */
  readonly mayBeWords: boolean;
}

/**
 * Tells whether the words ask for one session: `show`, the beginning of an id, and what to look
 * for in it. Everything else is a search.
 */
export function showRequest(keyword: readonly string[] | undefined): ShowRequest | undefined {
  const [word, id, ...words] = keyword ?? [];
  if (word !== 'show' || id === undefined || !isIdStart(id)) return undefined;
  return { id, words: words.join(' '), mayBeWords: id.length < UNMISTAKABLE };
}

/** Finds the sessions whose ids begin so, in the order given. */
export function withIdStart<Session extends { readonly id: string }>(
  sessions: readonly Session[],
  start: string,
): Session[] {
  const lower = start.toLowerCase();
  return sessions.filter(({ id }) => id.toLowerCase().startsWith(lower));
}
