/**
 * Finds Claude Code sessions, keeps their index, and searches their words.
 *
 * @module
 */
export { type ConversationPiece, conversationText, type Speaker } from './conversation-text.ts';
export {
  createSubagentFinder,
  describeSubagent,
  describeSubagentAt,
  type Subagent,
  type SubagentFinder,
} from './find-subagents.ts';
export type { FindProblem, TranscriptFile } from './find-transcripts.ts';
export type { FoundSession } from './group-sessions.ts';
export { humanPrompt, previewOf } from './human-prompt.ts';
export { type IndexOptions, LIST_NAME } from './index-files.ts';
export { knownIndex } from './known-index.ts';
export { type KnownSessions, knownSessions } from './known-sessions.ts';
export { latestRows } from './latest-rows.ts';
export { parseQuery, type Query } from './query.ts';
export { refreshIndex, type SessionIndex } from './refresh-index.ts';
export { repairDatabases } from './repair-databases.ts';
export {
  type SearchMatch,
  type SearchOptions,
  type SearchResult,
  searchSessions,
} from './search.ts';
export type { Session } from './session.ts';
export { rowOf, type SessionRow } from './session-list.ts';
export type { Snippet } from './snippet.ts';
export {
  type FoundFiles,
  findSessionFiles,
  findStoreFiles,
} from './store/find-store-files.ts';
export { hasStore } from './store/has-store.ts';
export type { StoreFile } from './store/seen-files.ts';
