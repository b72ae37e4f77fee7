/**
 * Judges the tool calls of a store once and keeps what was found beside them.
 *
 * @module
 */
export type { PlacedFinding } from './kept-finding.ts';
export {
  type FindingFilter,
  readFindings,
  type StoredFinding,
  type StoredFindings,
} from './read-findings.ts';
export { findSessions, readSessionCalls } from './read-session-calls.ts';
export { createRealPath } from './real-path.ts';
export {
  type RefreshFindingsOptions,
  type RefreshFindingsSummary,
  refreshFindings,
} from './refresh-findings.ts';
