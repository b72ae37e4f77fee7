/**
 * Keeps what transcripts tell of API messages and tool calls in a SQLite store that grows with the transcripts and
 * outlives them.
 *
 * @module
 */
export type { FindProblem } from '../find-transcripts.ts';
export { activeSince } from './active-since.ts';
export { archivedSessions } from './archived-sessions.ts';
export { countProblems } from './count-problems.ts';
export type { FoundFiles } from './find-store-files.ts';
export { inTransaction } from './in-transaction.ts';
export type { PriceAttributes } from './kept-day-sums.ts';
export type { MessageAttributes } from './message-part.ts';
export { closeStore, openStore, type Store, type StoreOptions } from './open-store.ts';
export {
  type CallFile,
  type CallFilter,
  callHash,
  lastCallChange,
  readCallFiles,
  readCalls,
  readCallsIn,
  type StoredCall,
} from './read-calls.ts';
export {
  countArchived,
  type DayGrouping,
  type DaySum,
  readDaySums,
} from './read-day-sums.ts';
export { readMessages, type StoredMessage } from './read-messages.ts';
export { readOtherFolders, readPlaces, type StoredPlace } from './read-places.ts';
export { readProblems } from './read-problems.ts';
export {
  type CostState,
  readLastMessages,
  readSessions,
  type StoredSession,
} from './read-sessions.ts';
export { readUsage, type UsageFilter, type UsageRow, type UsageSource } from './read-usage.ts';
export { type RefreshSessionOptions, refreshSession } from './refresh-session.ts';
export { type RefreshOptions, type RefreshSummary, refreshStore } from './refresh-store.ts';
export { PROMPT_LIMITS, QUARTER_MS } from './rollup.ts';
export type { StoreFile } from './seen-files.ts';
export { allRows, type Bindable, statement } from './statements.ts';
export { asBytes, decodeRow, decodeText, parseStored, storedJson } from './stored-text.ts';
export type { CallOutcome } from './tool-results.ts';
export { writeStore } from './write-store.ts';
