/**
 * Finds what Claude Code writes and cco does not know: record types, fields and hook events.
 *
 * @module
 */
export {
  createDriftCollector,
  type Drift,
  type DriftCollector,
  type DriftPlace,
} from './drift-collector.ts';
export {
  findTranscriptDrift,
  type TranscriptDrift,
  type TranscriptDriftOptions,
} from './find-transcript-drift.ts';
export { unknownEvents, unknownInPayload } from './unknown-in-payload.ts';
export { unknownInRecord } from './unknown-in-record.ts';
export type { DriftKind, UnknownName } from './unknown-name.ts';
