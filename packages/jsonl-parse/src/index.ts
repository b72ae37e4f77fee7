/**
 * Claude Code JSONL to typed records: every byte accounted for, every problem named.
 *
 * @module
 */
export { type ActivityEntry, activityEntrySchema, parseActivityEntry } from './activity-entry.ts';
export type { Checked } from './checked.ts';
export { type ContentBlock, contentBlocks } from './content-blocks.ts';
export { type CustomTitleFile, parseCustomTitleFile } from './custom-title-file.ts';
export { isObject, type JsonObject, parseObject } from './json-object.ts';
export {
  createJsonlParser,
  type JsonlHandlers,
  type JsonlParser,
  type JsonlParserOptions,
  type JsonlSummary,
  type Position,
  START,
} from './jsonl-parser.ts';
export type { TakenLines } from './line-splitter.ts';
export { type LoadedAssembly, loadAssembly } from './load-assembly.ts';
export { type ParseFileOptions, parseJsonlFile, parseJsonlFileAsync } from './parse-file.ts';
export { type Place, PROBLEM_MEANINGS, type Problem, type ProblemCode } from './problem.ts';
export { createRepairStream, readRecords, type StreamOptions } from './record-stream.ts';
export { EACH } from './scanner-memory.ts';
export {
  isKnownRecord,
  type KnownTranscriptRecord,
  type OtherTranscriptRecord,
  parseTranscriptRecord,
  type TranscriptRecord,
  transcriptRecordSchemas,
} from './transcript-record.ts';
export {
  createValueScanner,
  type ScannerExtension,
  type ValueScanner,
  type ValueScannerOptions,
} from './value-scanner.ts';
