/**
 * Finds sessions by any words of their conversations: an index of the words in a SQLite file that
 * grows with the transcripts and outlives them, and a language to ask it.
 *
 * @module
 */
export { countMatches, type MatchCounts } from './count-matches.ts';
export type { MatchPosition, TextSnippet } from './first-snippet.ts';
export { createMatchFinders, type MatchFinder, placesOf } from './match-finder.ts';
export {
  closeTextIndex,
  openTextIndex,
  type TextIndex,
  type TextIndexOptions,
} from './open-text-index.ts';
export {
  type ParsedQuery,
  parseTextQuery,
  type QueryError,
  type Relation,
  type Term,
  type TermTest,
  type TextQuery,
} from './parse-text-query.ts';
export {
  type ConversationReading,
  readConversation,
  type SpokenPiece,
} from './read-conversation.ts';
export type { PiecePlace } from './read-pieces.ts';
export {
  type ReadSessionOptions,
  readSession,
  type SaidPiece,
} from './read-session.ts';
export {
  refreshTextIndex,
  type TextRefreshOptions,
  type TextRefreshSummary,
} from './refresh-text-index.ts';
export {
  searchText,
  searchTextInSteps,
  type TextMatch,
  type TextSearchOptions,
  type TextSearchResult,
} from './search-text.ts';
export { SlowPatternError } from './slow-pattern.ts';
